import type { JsonNumber } from '../../estimator/json.ts';
import { numberToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readInteger, readNumber } from '../../estimator/json-fields.ts';
import type { LinearModelJson, LinearModelParts } from '../linear-model.ts';
import { LinearModel, linearModelFields, readLinearModelParts } from '../linear-model.ts';

const version = 1;

/** A saved {@link HuberRegressorModel}. */
export interface HuberRegressorJson extends LinearModelJson {
  readonly kind: 'HuberRegressorModel';
  /** The scale $\sigma$. */
  readonly scale: JsonNumber;
  /** Iterations that were made. */
  readonly nIter: number;
  /** Whether they converged. */
  readonly converged: boolean;
}

/** What a {@link HuberRegressorModel} is made of. */
export interface HuberRegressorParts extends LinearModelParts {
  /** The scale $\sigma$ of the errors. */
  readonly scale: number;
  /** Iterations that were made. */
  readonly nIter: number;
  /** Whether they converged. */
  readonly converged: boolean;
  /** Which samples of `fit` were farther off than $\epsilon \sigma$; a loaded model does not know. */
  readonly outliers?: Uint8Array | undefined;
}

/**
 * Huber's robust regression, fitted.
 *
 * @example
 * import { HuberRegressor, HuberRegressorModel } from '@hml/classic/linear';
 * const model = new HuberRegressor().fit([[0], [1], [2], [3], [4], [5]], [0, 1, 2.1, 2.9, 4, 500]);
 * HuberRegressorModel.fromJSON(JSON.parse(JSON.stringify(model))).scale === model.scale // true
 */
export class HuberRegressorModel extends LinearModel {
  /** The `kind` of its saved models. */
  static readonly kind: 'HuberRegressorModel' = 'HuberRegressorModel';
  /** The scale $\sigma$ of the errors, in units of y. */
  readonly scale: number;
  /** Iterations that were made. */
  readonly nIter: number;
  /** Whether they converged. */
  readonly converged: boolean;
  /** 1 for each sample of `fit` that was farther off than $\epsilon \sigma$, else 0; undefined on a model that was loaded. */
  readonly outliers: Uint8Array | undefined;

  constructor(parts: HuberRegressorParts) {
    super(parts);
    this.scale = parts.scale;
    this.nIter = parts.nIter;
    this.converged = parts.converged;
    this.outliers = parts.outliers;
    Object.freeze(this);
  }

  protected override get kind(): 'HuberRegressorModel' {
    return HuberRegressorModel.kind;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): HuberRegressorJson {
    const { kind, scale, nIter, converged } = this;
    return { hml: 1, kind, version, ...this.partsToJson(), scale: numberToJson(scale), nIter, converged };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): HuberRegressorModel {
    const saved = openModel(json, HuberRegressorModel.kind, version, [...linearModelFields, 'scale', 'nIter', 'converged']);
    const facts = { scale: readNumber(saved, 'scale'), nIter: readInteger(saved, 'nIter', 0), converged: readBoolean(saved, 'converged') };
    return new HuberRegressorModel({ ...readLinearModelParts(saved), ...facts });
  }
}
