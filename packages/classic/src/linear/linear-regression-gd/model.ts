import type { JsonNumber } from '../../estimator/json.ts';
import { numbersToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readInteger, readNumbers } from '../../estimator/json-fields.ts';
import type { LinearModelJson, LinearModelParts } from '../linear-model.ts';
import { LinearModel, linearModelFields, readLinearModelParts } from '../linear-model.ts';

const version = 1;

/** A saved {@link LinearRegressionGDModel}. */
export interface LinearRegressionGDJson extends LinearModelJson {
  readonly kind: 'LinearRegressionGDModel';
  /** Updates that were made. */
  readonly nIter: number;
  /** Whether the gradient became as small as `tol` asks. */
  readonly converged: boolean;
  /** The cost at the start and after each update, nIter + 1 numbers. */
  readonly costHistory: readonly JsonNumber[];
}

/** What {@link LinearRegressionGDModel} is made of. */
export interface LinearRegressionGDParts extends LinearModelParts {
  /** Updates that were made. */
  readonly nIter: number;
  /** Whether the gradient became as small as `tol` asks. */
  readonly converged: boolean;
  /** The cost at the start and after each update, nIter + 1 numbers. */
  readonly costHistory: Float64Array;
}

/**
 * Least squares by gradient descent, fitted: a linear model with the record of how it was found.
 *
 * @example
 * import { LinearRegressionGD, LinearRegressionGDModel } from '@hml/classic/linear';
 * const model = new LinearRegressionGD({ learningRate: 0.5 }).fit([[-1], [0], [1]], [-2, 0, 2]);
 * model.converged // true
 * LinearRegressionGDModel.fromJSON(JSON.parse(JSON.stringify(model))).nIter === model.nIter // true
 */
export class LinearRegressionGDModel extends LinearModel {
  /** The `kind` of its saved models. */
  static readonly kind: 'LinearRegressionGDModel' = 'LinearRegressionGDModel';
  /** Updates that were made. */
  readonly nIter: number;
  /** Whether the gradient's norm fell to `tol` times what it was at the start. */
  readonly converged: boolean;
  /** The cost $J$ at the start and after each update, nIter + 1 numbers. A copy: writing into it does not change what is saved. */
  readonly costHistory: Float64Array;
  readonly #costHistory: Float64Array;

  constructor(parts: LinearRegressionGDParts) {
    super(parts);
    this.nIter = parts.nIter;
    this.converged = parts.converged;
    this.costHistory = parts.costHistory;
    this.#costHistory = parts.costHistory.slice();
    Object.freeze(this);
  }

  protected override get kind(): 'LinearRegressionGDModel' {
    return LinearRegressionGDModel.kind;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): LinearRegressionGDJson {
    const { kind, nIter, converged } = this;
    return { hml: 1, kind, version, ...this.partsToJson(), nIter, converged, costHistory: numbersToJson(this.#costHistory) };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): LinearRegressionGDModel {
    const fields = [...linearModelFields, 'nIter', 'converged', 'costHistory'];
    const saved = openModel(json, LinearRegressionGDModel.kind, version, fields);
    const nIter = readInteger(saved, 'nIter', 0);
    const converged = readBoolean(saved, 'converged');
    return new LinearRegressionGDModel({
      ...readLinearModelParts(saved),
      nIter,
      converged,
      costHistory: readNumbers(saved, 'costHistory', nIter + 1),
    });
  }
}
