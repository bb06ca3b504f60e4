import type { JsonNumber } from '../../estimator/json.ts';
import { numbersToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readInteger, readNumbers } from '../../estimator/json-fields.ts';
import type { LinearModelJson, LinearModelParts } from '../linear-model.ts';
import { LinearModel, linearModelFields, readLinearModelParts } from '../linear-model.ts';
import type { SgdWeights } from './weights.ts';
import { copyOf } from './weights.ts';

const version = 2;

/** A saved {@link SGDRegressorModel}. */
export interface SGDRegressorJson extends LinearModelJson {
  readonly kind: 'SGDRegressorModel';
  /** Passes over the samples. */
  readonly nIter: number;
  /** Whether the fit met `tol` before `maxIter`. */
  readonly converged: boolean;
  /** The number of the next step. */
  readonly t: number;
  /** The weights after the last step, the intercept behind them. */
  readonly last: readonly JsonNumber[];
  /** The average of the steps that count for it. */
  readonly average: readonly JsonNumber[];
  /** How many steps those are. */
  readonly averaged: number;
}

/** What an {@link SGDRegressorModel} is made of. */
export interface SGDRegressorParts extends LinearModelParts {
  /** Passes over the samples. */
  readonly nIter: number;
  /** Whether the fit met `tol` before `maxIter`. */
  readonly converged: boolean;
  /** What the next batch goes on from. */
  readonly weights: SgdWeights;
}

/**
 * A linear model by stochastic gradient descent, fitted.
 *
 * @example
 * import { SGDRegressor, SGDRegressorModel } from '@hml/classic/linear';
 * const model = new SGDRegressor().fit([[-1], [0], [1]], [-1, 1, 3]);
 * SGDRegressorModel.fromJSON(JSON.parse(JSON.stringify(model))).intercept === model.intercept // true
 */
export class SGDRegressorModel extends LinearModel {
  /** The `kind` of its saved models. */
  static readonly kind: 'SGDRegressorModel' = 'SGDRegressorModel';
  /** Passes over the samples that were made. */
  readonly nIter: number;
  /** Whether they ended before `maxIter`, because they brought nothing more. */
  readonly converged: boolean;
  /** The number of the next step: one more than the steps that were made. */
  readonly t: number;
  readonly #weights: SgdWeights;

  constructor(parts: SGDRegressorParts) {
    super(parts);
    this.nIter = parts.nIter;
    this.converged = parts.converged;
    this.t = parts.weights.t;
    this.#weights = copyOf(parts.weights);
    Object.freeze(this);
  }

  protected override get kind(): 'SGDRegressorModel' {
    return SGDRegressorModel.kind;
  }

  /** What the next batch goes on from. @internal */
  get weights(): SgdWeights {
    return copyOf(this.#weights);
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): SGDRegressorJson {
    const { kind, nIter, converged, t } = this;
    const { last, average, averaged } = this.#weights;
    return {
      hml: 1,
      kind,
      version,
      ...this.partsToJson(),
      nIter,
      converged,
      t,
      last: numbersToJson(last),
      average: numbersToJson(average),
      averaged,
    };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): SGDRegressorModel {
    const names = [...linearModelFields, 'nIter', 'converged', 't', 'last', 'average', 'averaged'];
    const saved = openModel(json, SGDRegressorModel.kind, version, names);
    const parts = readLinearModelParts(saved);
    const size = parts.nFeaturesIn + 1;
    const weights = {
      last: readNumbers(saved, 'last', size),
      average: readNumbers(saved, 'average', size),
      averaged: readInteger(saved, 'averaged', 0),
      t: readInteger(saved, 't', 1),
    };
    return new SGDRegressorModel({ ...parts, nIter: readInteger(saved, 'nIter', 0), converged: readBoolean(saved, 'converged'), weights });
  }
}
