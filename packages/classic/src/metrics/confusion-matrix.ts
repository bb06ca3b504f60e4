import { OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { oneOf } from '../estimator/rules.ts';
import { asWeights } from '../estimator/targets.ts';
import type { WeightOptions } from './accuracy.ts';
import type { LabelPair } from './labels.ts';
import { readLabelPair } from './labels.ts';
import { isClasses, isVector } from './rules.ts';
import { tableText } from './table.ts';

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions<L extends Label = Label> extends WeightOptions {
  /** The classes, in this order; samples of others are left out. @defaultValue all that occur, in ascending order */
  readonly labels?: readonly L[];
  /** What entries are divided by: the sum of their row (`'true'`), of their column (`'pred'`), or of all. @defaultValue 'none' */
  readonly normalize?: 'none' | 'true' | 'pred' | 'all';
}

const rules: Rules<ConfusionMatrixOptions> = { sampleWeight: isVector, labels: isClasses, normalize: oneOf('none', 'true', 'pred', 'all') };

/** How often each class was predicted where each was true: plain data, frozen, that prints as a table. */
export class ConfusionMatrix<L extends Label = Label> {
  /** The classes, in the order of rows and columns. */
  readonly labels: readonly L[];
  /** One row per true class, one column per predicted one. */
  readonly counts: readonly (readonly number[])[];

  /** Use {@link confusionMatrix}. @internal */
  constructor(labels: readonly L[], counts: readonly (readonly number[])[]) {
    this.labels = Object.freeze([...labels]);
    this.counts = Object.freeze(counts.map((row) => Object.freeze([...row])));
    Object.freeze(this);
  }

  /** A table: rows are the true classes, columns the predicted ones. */
  toString(): string {
    const whole = this.counts.every((row) => row.every(Number.isInteger));
    const rows = this.counts.map((row, i) => [String(this.labels[i]), ...row.map((value) => (whole ? String(value) : value.toFixed(4)))]);
    return tableText([['true \\ predicted', ...this.labels.map(String)], ...rows]);
  }

  /** What `console.log` shows in Node. @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/**
 * Confusion matrix: how often each class was predicted where each was true. The diagonal is what was right.
 *
 * $$ C_{ij} = \sum_k w_k\, [y_k = i][\hat{y}_k = j] $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels → `counts` [nClasses, nClasses], rows the true classes, columns the predicted ones.
 * Numerics: normalized rows and columns that sum to 0 stay 0.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @throws OptionError if none of `labels` is ever true.
 * @example
 * import { confusionMatrix } from '@hml/classic/metrics';
 * const matrix = confusionMatrix(['cat', 'dog', 'cat', 'dog'], ['cat', 'cat', 'cat', 'dog']);
 * matrix.labels // ['cat', 'dog']
 * matrix.counts // [[2, 0], [1, 1]]
 * console.log(String(matrix).split('\n')[1]); // cat                 2    0
 */
export function confusionMatrix<L extends Label>(
  yTrue: LabelsLike<L>,
  yPred: LabelsLike<L>,
  options: ConfusionMatrixOptions<L> = {},
): ConfusionMatrix<L> {
  const where = 'confusionMatrix';
  checkValues(where, options, rules);
  const { labels, sampleWeight, normalize = 'none' } = options;
  const pair = readLabelPair(where, yTrue, yPred, labels);
  if (pair.truth.every((k) => k < 0)) {
    const got = pair.classes.map(describeValue).join(', ');
    throw new OptionError({ where, what: 'none of the labels is ever true', expected: 'labels, one of which occurs in yTrue', got });
  }
  const counts = confusion(pair, asWeights(where, sampleWeight, pair.truth.length));
  const classes: readonly unknown[] = pair.classes;
  const kept = (label: unknown): label is L => classes.includes(label); // what came in as L comes out as L
  return new ConfusionMatrix(pair.classes.filter(kept), normalized(counts, normalize));
}

/** Counts by true and predicted class; samples of classes that were not asked for are left out. */
export function confusion({ classes, truth, prediction }: LabelPair, weights: Float64Array | undefined): number[][] {
  const counts = classes.map(() => classes.map(() => 0));
  for (let i = 0; i < truth.length; i++) if (truth[i] >= 0 && prediction[i] >= 0) counts[truth[i]][prediction[i]] += weights?.[i] ?? 1;
  return counts;
}

/** The sums of the columns of a table. */
export function columnSums(counts: readonly (readonly number[])[]): number[] {
  return counts[0].map((_, j) => counts.reduce((sum, row) => sum + row[j], 0));
}

/** The sums of the rows of a table. */
export function rowSums(counts: readonly (readonly number[])[]): number[] {
  return counts.map((row) => row.reduce((sum, value) => sum + value, 0));
}

function normalized(counts: number[][], by: 'none' | 'true' | 'pred' | 'all'): number[][] {
  if (by === 'none') return counts;
  const rows = rowSums(counts);
  const columns = columnSums(counts);
  const all = rows.reduce((sum, value) => sum + value, 0);
  const lower = { true: (i: number) => rows[i], pred: (_: number, j: number) => columns[j], all: () => all };
  return counts.map((row, i) => row.map((value, j) => (lower[by](i, j) === 0 ? 0 : value / lower[by](i, j))));
}
