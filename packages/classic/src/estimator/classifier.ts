import type { Matrix } from '@hml/tensor';
import { exp, logSoftmax, wrap } from '@hml/tensor';
import { checkOptions } from '@hml/tensor/extend';
import type { WeightOptions } from '../metrics/accuracy.ts';
import { accuracyOf } from '../metrics/sums.ts';
import type { FeatureInfo } from './columns.ts';
import type { ModelJson } from './json.ts';
import type { Label, LabelsLike } from './labels.ts';
import { asLabels } from './labels.ts';
import type { MatrixLike } from './matrix-like.ts';
import { asWeights } from './targets.ts';

/** What every fitted classifier can do; `L` is the type of the labels it was fitted on. */
export interface Classifier<L> extends FeatureInfo {
  /** The labels, sorted. */
  readonly classes: readonly L[];
  /** The label of each row. */
  predict(X: MatrixLike): L[];
  /** The accuracy: which share of the labels is predicted. */
  score(X: MatrixLike, y: LabelsLike, options?: WeightOptions): number;
  /** The model as plain data. */
  toJSON(): ModelJson;
}

/** What a classifier's model is made of, beside what it learned. */
export interface ClassifierParts<L> extends FeatureInfo {
  /** The labels, sorted. */
  readonly classes: readonly L[];
}

/**
 * A fitted classifier: labels and accuracy from a score per row and class, which is all that a subclass computes. The highest score wins,
 * of equal ones the first.
 */
export abstract class ClassifierModel<L extends Label> implements Classifier<L> {
  /** The labels, sorted; the columns of all that has a column per class. Frozen. */
  readonly classes: readonly L[];
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;

  constructor({ classes, nFeaturesIn, featureNamesIn }: ClassifierParts<L>) {
    this.classes = Object.freeze([...classes]);
    this.nFeaturesIn = nFeaturesIn;
    this.featureNamesIn = featureNamesIn;
  }

  /** The name that errors and saved models carry. */
  protected abstract get kind(): string;

  /** The border check of `X`, on behalf of `where`, and a score per row and class, [nSamples, nClasses] row by row; a fresh array. */
  protected abstract classScores(where: string, X: MatrixLike): Float64Array;

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  abstract toJSON(): ModelJson;

  /**
   * The predicted label of each row: X [nSamples, nFeatures] → [nSamples] of the labels' own type. A row's prediction does not depend on the
   * other rows.
   *
   * @throws ShapeError if the columns are not those of `fit`.
   * @throws DataError if `X` is empty, ragged or not finite.
   */
  predict(X: MatrixLike): L[] {
    const codes = argmaxRows(this.classScores(`${this.kind}.predict`, X), this.classes.length);
    return Array.from(codes, (code) => this.classes[code]);
  }

  /**
   * The accuracy on `X` and `y`: the (weighted) share of labels that are predicted.
   *
   * $$ \frac{\sum_i w_i\,[\hat{y}_i = y_i]}{\sum_i w_i} $$
   */
  score(X: MatrixLike, y: LabelsLike, options: WeightOptions = {}): number {
    const where = `${this.kind}.score`;
    checkOptions(where, options, ['sampleWeight']);
    const predicted = argmaxRows(this.classScores(where, X), this.classes.length);
    const { classes, codes } = asLabels<Label>(where, y, predicted.length);
    const weights = asWeights(where, options.sampleWeight, predicted.length);
    return accuracyOf(codes.length, (i) => classes[codes[i]] === this.classes[predicted[i]], weights);
  }
}

/** A classifier that knows how sure it is: its scores are logarithms of probabilities, up to a constant per row. */
export abstract class ProbabilisticClassifierModel<L extends Label> extends ClassifierModel<L> {
  /** The logarithms of {@link predictProba}, finite where those are too small for a number: X [nSamples, nFeatures] → [nSamples, nClasses]. */
  predictLogProba(X: MatrixLike): Matrix {
    return this.#logProba(`${this.kind}.predictLogProba`, X);
  }

  /** The probability of each class, in the order of `classes`: X [nSamples, nFeatures] → [nSamples, nClasses]; rows add up to 1. */
  predictProba(X: MatrixLike): Matrix {
    return exp(this.#logProba(`${this.kind}.predictProba`, X));
  }

  #logProba(where: string, X: MatrixLike): Matrix {
    const scores = this.classScores(where, X);
    return logSoftmax(wrap(scores, [scores.length / this.classes.length, this.classes.length]));
  }
}

/** The place of the greatest of each row of `k` scores; of equal ones the first. */
export function argmaxRows(scores: Float64Array, k: number): Int32Array {
  const best = new Int32Array(scores.length / k);
  for (let i = 0; i < best.length; i++) for (let c = 1; c < k; c++) if (scores[i * k + c] > scores[i * k + best[i]]) best[i] = c;
  return best;
}
