import type { JsonNumber, ModelJson } from '../../estimator/json.ts';
import { numberToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readInteger, readNumber } from '../../estimator/json-fields.ts';
import type { LinearModelJson, LinearModelParts } from '../linear-model.ts';
import { LinearModel, linearModelFields, readLinearModelParts } from '../linear-model.ts';

const version = 1;

/** What coordinate descent tells of a fit. */
export interface DescentFacts {
  /** Sweeps that were made. */
  readonly nIter: number;
  /** Whether the last one met the condition of `tol`. */
  readonly converged: boolean;
  /** The objective that was reached: half the mean of the squares, and the penalty. */
  readonly objective: number;
  /** By how much the objective is above its minimum at most. */
  readonly dualGap: number;
}

/** {@link DescentFacts} in a saved model. */
export interface DescentFactsJson {
  /** Sweeps that were made. */
  readonly nIter: number;
  /** Whether the last one met the condition of `tol`. */
  readonly converged: boolean;
  /** The objective that was reached: half the mean of the squares, and the penalty. */
  readonly objective: JsonNumber;
  /** By how much the objective is above its minimum at most. */
  readonly dualGap: JsonNumber;
}

/** A linear model that coordinate descent found: many of its coefficients may be exactly 0. */
abstract class SparseLinearModel extends LinearModel implements DescentFacts {
  /** Sweeps over the coefficients that were made. */
  readonly nIter: number;
  /** Whether the objective is provably within `tol` of its minimum, relative to the variance of the target. */
  readonly converged: boolean;
  /** The objective that was reached: half the mean of the squares, and the penalty. */
  readonly objective: number;
  /** By how much the objective is above its minimum at most. */
  readonly dualGap: number;

  constructor(parts: LinearModelParts & DescentFacts) {
    super(parts);
    this.nIter = parts.nIter;
    this.converged = parts.converged;
    this.objective = parts.objective;
    this.dualGap = parts.dualGap;
    Object.freeze(this);
  }

  /** What is saved beside the kind. */
  protected fieldsToJson(): Omit<LinearModelJson, keyof ModelJson> & DescentFactsJson {
    const { nIter, converged, objective, dualGap } = this;
    return { ...this.partsToJson(), nIter, converged, objective: numberToJson(objective), dualGap: numberToJson(dualGap) };
  }
}

function readParts(json: unknown, kind: string): LinearModelParts & DescentFacts {
  const saved = openModel(json, kind, version, [...linearModelFields, 'nIter', 'converged', 'objective', 'dualGap']);
  return {
    ...readLinearModelParts(saved),
    nIter: readInteger(saved, 'nIter', 0),
    converged: readBoolean(saved, 'converged'),
    objective: readNumber(saved, 'objective'),
    dualGap: readNumber(saved, 'dualGap'),
  };
}

/** A saved {@link LassoModel}. */
export interface LassoJson extends LinearModelJson, DescentFactsJson {
  readonly kind: 'LassoModel';
}

/**
 * The lasso, fitted.
 *
 * @example
 * import { Lasso, LassoModel } from '@hml/classic/linear';
 * const model = new Lasso({ alpha: 0.5 }).fit([[-1, 1], [0, -2], [1, 1]], [-3, 0, 3]);
 * model.coef // [2.25, 0]
 * LassoModel.fromJSON(JSON.parse(JSON.stringify(model))).coef // [2.25, 0]
 */
export class LassoModel extends SparseLinearModel {
  /** The `kind` of its saved models. */
  static readonly kind: 'LassoModel' = 'LassoModel';

  protected override get kind(): 'LassoModel' {
    return LassoModel.kind;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): LassoJson {
    return { hml: 1, kind: this.kind, version, ...this.fieldsToJson() };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): LassoModel {
    return new LassoModel(readParts(json, LassoModel.kind));
  }
}

/** A saved {@link ElasticNetModel}. */
export interface ElasticNetJson extends LinearModelJson, DescentFactsJson {
  readonly kind: 'ElasticNetModel';
}

/**
 * The elastic net, fitted.
 *
 * @example
 * import { ElasticNet, ElasticNetModel } from '@hml/classic/linear';
 * const model = new ElasticNet({ alpha: 0.5 }).fit([[-1], [0], [1]], [-3, 0, 3]);
 * ElasticNetModel.fromJSON(JSON.parse(JSON.stringify(model))).predict([[0]]) // [0]
 */
export class ElasticNetModel extends SparseLinearModel {
  /** The `kind` of its saved models. */
  static readonly kind: 'ElasticNetModel' = 'ElasticNetModel';

  protected override get kind(): 'ElasticNetModel' {
    return ElasticNetModel.kind;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): ElasticNetJson {
    return { hml: 1, kind: this.kind, version, ...this.fieldsToJson() };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): ElasticNetModel {
    return new ElasticNetModel(readParts(json, ElasticNetModel.kind));
  }
}
