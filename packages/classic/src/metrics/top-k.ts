import type { Label, LabelsLike } from '../estimator/labels.ts';
import { places, readLabels } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { integerFrom, isBoolean } from '../estimator/rules.ts';
import { asWeights } from '../estimator/targets.ts';
import { consoleOnce } from '../estimator/warning.ts';
import type { AccuracyOptions } from './accuracy.ts';
import { readScores } from './indicators.ts';
import { readScoreRows, severalClasses } from './one-vs-rest.ts';
import { isClasses, isListener, isVector } from './rules.ts';
import { weightedMean, weightedSum } from './sums.ts';
import type { WarningOptions } from './warning.ts';
import { DataWarning } from './warning.ts';

/** Options of {@link topKAccuracyScore}. */
export interface TopKOptions<L extends Label = Label> extends AccuracyOptions, WarningOptions {
  /** How many guesses each sample has. @defaultValue 2 */
  readonly k?: number;
  /** All classes in ascending order, one per column of the scores. @defaultValue those that occur */
  readonly labels?: readonly L[];
}

const rules: Rules<TopKOptions> = {
  sampleWeight: isVector,
  k: integerFrom(1),
  labels: isClasses,
  normalize: isBoolean,
  onWarning: isListener,
};

/**
 * Top-k accuracy: the share of samples whose class is among the k that score highest.
 *
 * $$ \frac{\sum_i w_i\, [y_i \in \operatorname{top}_k(s_i)]}{\sum_i w_i} $$
 *
 * Shapes: yTrue [nSamples] of labels and yScore [nSamples, nClasses]; or two classes with yScore [nSamples] → a number.
 * Numerics: of equal scores the later class comes first, as in scikit-learn. Of two classes with one score, k = 1 takes the last class above ½
 * where all scores lie between 0 and 1, else above 0.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError if scores are missing or not finite.
 * @throws OptionError if k is no whole number of 1 or more.
 * @example
 * import { topKAccuracyScore } from '@hml/classic/metrics';
 * const scores = [[0.5, 0.2, 0.3], [0.3, 0.4, 0.3], [0.2, 0.5, 0.3], [0.7, 0.2, 0.1]];
 * topKAccuracyScore([0, 1, 2, 2], scores) // 0.75
 */
export function topKAccuracyScore<L extends Label>(
  yTrue: LabelsLike<L>,
  yScore: VectorLike | MatrixLike,
  options: TopKOptions<L> = {},
): number {
  const where = 'topKAccuracyScore';
  checkValues(where, options, rules);
  const { k = 2, normalize = true } = options;
  const labels = readLabels(where, 'yTrue', yTrue);
  const classes = severalClasses(where, labels, options.labels);
  if (k >= classes.length) {
    const { onWarning = consoleOnce() } = options;
    onWarning(
      new DataWarning({
        where,
        what: 'as many guesses as classes',
        expected: `k below ${classes.length}`,
        got: `${k}; everything is a hit`,
      }),
    );
  }
  const weights = asWeights(where, options.sampleWeight, labels.codes.length);
  const hits = hitsOf(where, places(labels, classes), yScore, classes, k);
  return normalize ? weightedMean(hits, weights) : weightedSum(hits.length, weights, (i) => hits[i]);
}

function hitsOf(where: string, truth: Int32Array, yScore: VectorLike | MatrixLike, classes: readonly Label[], k: number): Float64Array {
  const n = truth.length;
  if (classes.length === 2) {
    const scores = readScores(where, 'yScore', yScore, n);
    const threshold = scores.every((score) => score >= 0 && score <= 1) ? 0.5 : 0;
    return Float64Array.from(truth, (own, i) => Number(k > 1 || own === Number(scores[i] > threshold)));
  }
  const scores = readScoreRows(where, yScore, n, classes);
  return Float64Array.from(truth, (own, i) => {
    const row = scores.subarray(i * classes.length, (i + 1) * classes.length);
    const better = row.filter((score, c) => score > row[own] || (score === row[own] && c > own)).length;
    return Number(better < k);
  });
}
