import type { Matrix } from '@hml/tensor';
import { logSigmoid, wrap } from '@hml/tensor';
import { ProbabilisticClassifierModel } from '../../estimator/classifier.ts';
import type { FeatureInfo } from '../../estimator/columns.ts';
import type { FeaturesJson, JsonNumber, ModelJson } from '../../estimator/json.ts';
import { featuresToJson, numbersToJson, openModel, wrongField } from '../../estimator/json.ts';
import { readBoolean, readClasses, readColumns, readInteger, readNumbers } from '../../estimator/json-fields.ts';
import type { Label } from '../../estimator/labels.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import { linearPredictions } from '../linear-scores.ts';

const version = 1;

/** A saved {@link LogisticRegressionGDModel}. */
export interface LogisticRegressionGDJson extends ModelJson, FeaturesJson {
  readonly kind: 'LogisticRegressionGDModel';
  /** The labels, sorted. */
  readonly classes: readonly Label[];
  /** The weights, row by row. */
  readonly coef: readonly JsonNumber[];
  /** The intercepts. */
  readonly intercept: readonly JsonNumber[];
  /** Updates that were made. */
  readonly nIter: number;
  /** The costs of each row of weights, nIter + 1 numbers, one row after the other. */
  readonly costs: readonly JsonNumber[];
  /** Whether all gradients became as small as `tol` asks. */
  readonly converged: boolean;
}

/** What a {@link LogisticRegressionGDModel} is made of. */
export interface LogisticRegressionGDParts<L> extends FeatureInfo {
  /** The labels, sorted. */
  readonly classes: readonly L[];
  /** The weights, row by row: one row for two classes, else one per class. */
  readonly coef: Float64Array;
  /** The intercept of each row. */
  readonly intercept: Float64Array;
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
    this.coef = wrap(parts.coef.slice(), [parts.intercept.length, this.nFeaturesIn]);
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

  protected override classScores(where: string, X: MatrixLike): Float64Array {
    const { coef, intercept } = this.#parts;
    const Z = linearPredictions(where, X, this, coef, intercept);
    if (intercept.length > 1) return logSigmoid(wrap(Z)).toTypedArray();
    return Float64Array.from({ length: 2 * Z.length }, (_, p) => (p % 2 === 1 ? Z[p >> 1] : 0)); // σ(z) is the second of softmax(0, z)
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): LogisticRegressionGDJson {
    const { classes, coef, intercept, costHistories, converged } = this.#parts;
    return {
      hml: 1,
      kind: this.kind,
      version,
      ...featuresToJson(this),
      classes,
      coef: numbersToJson(coef),
      intercept: numbersToJson(intercept),
      nIter: this.nIter,
      costs: costHistories.flatMap((history) => numbersToJson(history)),
      converged,
    };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): LogisticRegressionGDModel<Label> {
    const names = ['nFeaturesIn', 'featureNamesIn', 'classes', 'coef', 'intercept', 'nIter', 'costs', 'converged'];
    const saved = openModel(json, LogisticRegressionGDModel.kind, version, names);
    const features = readColumns(saved);
    const classes = readClasses(saved);
    if (classes.length < 2) throw wrongField(saved, 'classes', 'two labels or more', classes);
    const rows = classes.length === 2 ? 1 : classes.length;
    const length = readInteger(saved, 'nIter', 0) + 1;
    const costs = readNumbers(saved, 'costs', rows * length);
    return new LogisticRegressionGDModel({
      ...features,
      classes,
      coef: readNumbers(saved, 'coef', rows * features.nFeaturesIn),
      intercept: readNumbers(saved, 'intercept', rows),
      costHistories: Array.from({ length: rows }, (_, c) => costs.slice(c * length, (c + 1) * length)),
      converged: readBoolean(saved, 'converged'),
    });
  }
}
