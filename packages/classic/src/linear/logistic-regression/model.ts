import type { Matrix } from '@hml/tensor';
import { logSigmoid, wrap } from '@hml/tensor';
import { ProbabilisticClassifierModel } from '../../estimator/classifier.ts';
import type { JsonNumber } from '../../estimator/json.ts';
import { featuresToJson, numbersToJson, openModel, wrongField } from '../../estimator/json.ts';
import { readBoolean, readChoice, readNonNegative } from '../../estimator/json-fields.ts';
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

/** How the classes of a logistic regression are told apart: all at once, or each from the rest. Two classes are one question either way. */
export type ClassScheme = 'multinomial' | 'ovr';

/** A saved {@link LogisticRegressionModel}. */
export interface LogisticRegressionJson extends LinearClassifierJson {
  readonly kind: 'LogisticRegressionModel';
  /** How the classes are told apart. */
  readonly multiClass: ClassScheme;
  /** Iterations for each problem that was solved. */
  readonly nIter: readonly JsonNumber[];
  /** Whether all of them converged. */
  readonly converged: boolean;
}

/** What a {@link LogisticRegressionModel} is made of. */
export interface LogisticRegressionParts<L> extends LinearClassifierParts<L> {
  /** How the classes are told apart. */
  readonly multiClass: ClassScheme;
  /** Iterations for each problem that was solved: one, or one per class. */
  readonly nIter: Int32Array;
  /** Whether all of them converged. */
  readonly converged: boolean;
}

/**
 * Logistic regression, fitted.
 *
 * $$ z = W x + b, \qquad p = \sigma(z) \text{ for two classes}, \quad \operatorname{softmax}(z) \text{ for more} $$
 *
 * Of a model that told each class from the rest, $p_k = \sigma(z_k) / \sum_c \sigma(z_c)$.
 *
 * @example
 * import { LogisticRegression, LogisticRegressionModel } from '@hml/classic/linear';
 * const model = new LogisticRegression().fit([[1], [2], [8], [9]], ['low', 'low', 'high', 'high']);
 * LogisticRegressionModel.fromJSON(JSON.parse(JSON.stringify(model))).predict([[3]]) // ['low']
 */
export class LogisticRegressionModel<L extends Label> extends ProbabilisticClassifierModel<L> {
  /** The `kind` of its saved models. */
  static readonly kind: 'LogisticRegressionModel' = 'LogisticRegressionModel';
  /** The weights [1, nFeatures] for two classes, of which the second counts as positive; else [nClasses, nFeatures]. */
  readonly coef: Matrix;
  /** The intercept of each row of `coef`; zeros if none were fitted. A copy. */
  readonly intercept: Float64Array;
  /** Iterations for each problem that was solved: one, or one per class if each was told from the rest. A copy. */
  readonly nIter: Int32Array;
  /** Whether all of them converged. */
  readonly converged: boolean;
  /** How the classes are told apart. */
  readonly multiClass: ClassScheme;
  readonly #parts: LogisticRegressionParts<L>;

  constructor(parts: LogisticRegressionParts<L>) {
    super(parts);
    const { intercept, nIter, converged, multiClass } = parts;
    this.coef = weightMatrix(parts);
    this.intercept = intercept.slice();
    this.nIter = nIter.slice();
    this.converged = converged;
    this.multiClass = multiClass;
    this.#parts = parts;
    Object.freeze(this);
  }

  protected override get kind(): 'LogisticRegressionModel' {
    return LogisticRegressionModel.kind;
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
    if (this.#parts.intercept.length === 1) return pairedWithZero(Z);
    return this.multiClass === 'ovr' ? logSigmoid(wrap(Z)).toTypedArray() : Z;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): LogisticRegressionJson {
    const { classes, multiClass, nIter, converged } = this.#parts;
    return {
      hml: 1,
      kind: this.kind,
      version,
      ...featuresToJson(this),
      classes,
      multiClass,
      ...weightsToJson(this.#parts),
      nIter: numbersToJson(nIter),
      converged,
    };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): LogisticRegressionModel<Label> {
    const names = [...linearClassifierFields, 'multiClass', 'nIter', 'converged'];
    const saved = openModel(json, LogisticRegressionModel.kind, version, names);
    const parts = readLinearClassifierParts(saved);
    const multiClass = readChoice(saved, 'multiClass', ['multinomial', 'ovr']);
    const counts = readNonNegative(saved, 'nIter', multiClass === 'ovr' ? parts.intercept.length : 1);
    if (!counts.every((count) => Number.isInteger(count) && count < 2 ** 31))
      throw wrongField(saved, 'nIter', 'whole numbers', [...counts]);
    return new LogisticRegressionModel({
      ...parts,
      multiClass,
      nIter: Int32Array.from(counts),
      converged: readBoolean(saved, 'converged'),
    });
  }
}
