import type { Matrix } from '@hml/tensor';
import { logSigmoid, wrap } from '@hml/tensor';
import { ProbabilisticClassifierModel } from '../../estimator/classifier.ts';
import type { JsonNumber } from '../../estimator/json.ts';
import { featuresToJson, numbersToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readInteger, readNumbers } from '../../estimator/json-fields.ts';
import type { Label } from '../../estimator/labels.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { LinearClassifierJson, LinearClassifierParts } from '../linear-classifier.ts';
import {
  decisionColumns,
  decisions,
  linearClassifierFields,
  pairedWithZero,
  readLinearClassifierParts,
  weightMatrix,
  weightsToJson,
} from '../linear-classifier.ts';

const version = 1;

/** A saved {@link LogisticRegressionGDModel}. */
export interface LogisticRegressionGDJson extends LinearClassifierJson {
  readonly kind: 'LogisticRegressionGDModel';
  /** Updates that were made. */
  readonly nIter: number;
  /** The costs of each row of weights, nIter + 1 numbers, one row after the other. */
  readonly costs: readonly JsonNumber[];
  /** Whether all gradients became as small as `tol` asks. */
  readonly converged: boolean;
}

/** What a {@link LogisticRegressionGDModel} is made of. */
export interface LogisticRegressionGDParts<L> extends LinearClassifierParts<L> {
  /** The cost at the start and after each update, of each row. */
  readonly costHistories: readonly Float64Array[];
  /** Whether all gradients became as small as `tol` asks. */
  readonly converged: boolean;
}

/**
 * Logistic regression by gradient descent, fitted: the weights with the record of how they were found.
 *
 * @example
 * import { LogisticRegressionGD, LogisticRegressionGDModel } from '@hml/classic/linear';
 * const model = new LogisticRegressionGD({ maxIter: 9, tol: 0 }).fit([[-1], [1]], [false, true]);
 * model.costHistories[0].length // 10
 * LogisticRegressionGDModel.fromJSON(JSON.parse(JSON.stringify(model))).predict([[2]]) // [true]
 */
export class LogisticRegressionGDModel<L extends Label> extends ProbabilisticClassifierModel<L> {
  /** The `kind` of its saved models. */
  static readonly kind: 'LogisticRegressionGDModel' = 'LogisticRegressionGDModel';
  /** The weights [1, nFeatures] for two classes, of which the second counts as positive; else [nClasses, nFeatures], each against the rest. */
  readonly coef: Matrix;
  /** The intercept of each row of `coef`. A copy. */
  readonly intercept: Float64Array;
  /** The cost at the start and after each update, for each row of `coef`. Copies. */
  readonly costHistories: readonly Float64Array[];
  /** Updates that were made. */
  readonly nIter: number;
  /** Whether all gradients became as small as `tol` asks. */
  readonly converged: boolean;
  readonly #parts: LogisticRegressionGDParts<L>;

  constructor(parts: LogisticRegressionGDParts<L>) {
    super(parts);
    this.coef = weightMatrix(parts);
    this.intercept = parts.intercept.slice();
    this.costHistories = Object.freeze(parts.costHistories.map((history) => history.slice()));
    this.nIter = parts.costHistories[0].length - 1;
    this.converged = parts.converged;
    this.#parts = parts;
    Object.freeze(this);
  }

  protected override get kind(): 'LogisticRegressionGDModel' {
    return LogisticRegressionGDModel.kind;
  }

  /**
   * $z = W x + b$: of two classes a number per row, positive for the second; of more a column per class, X [nSamples, nFeatures] →
   * [nSamples, nClasses].
   */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    return decisionColumns(`${this.kind}.decisionFunction`, X, this.#parts);
  }

  protected override classScores(where: string, X: MatrixLike): Float64Array {
    const Z = decisions(where, X, this.#parts);
    return this.#parts.intercept.length === 1 ? pairedWithZero(Z) : logSigmoid(wrap(Z)).toTypedArray();
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): LogisticRegressionGDJson {
    const { classes, costHistories, converged } = this.#parts;
    return {
      hml: 1,
      kind: this.kind,
      version,
      ...featuresToJson(this),
      classes,
      ...weightsToJson(this.#parts),
      nIter: this.nIter,
      costs: costHistories.flatMap((history) => numbersToJson(history)),
      converged,
    };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): LogisticRegressionGDModel<Label> {
    const names = [...linearClassifierFields, 'nIter', 'costs', 'converged'];
    const saved = openModel(json, LogisticRegressionGDModel.kind, version, names);
    const parts = readLinearClassifierParts(saved);
    const rows = parts.intercept.length;
    const length = readInteger(saved, 'nIter', 0) + 1;
    const costs = readNumbers(saved, 'costs', rows * length);
    return new LogisticRegressionGDModel({
      ...parts,
      costHistories: Array.from({ length: rows }, (_, c) => costs.slice(c * length, (c + 1) * length)),
      converged: readBoolean(saved, 'converged'),
    });
  }
}
