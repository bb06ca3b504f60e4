import { describeValue } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { isBoolean, oneOf } from '../estimator/rules.ts';
import { asWeights } from '../estimator/targets.ts';
import { consoleOnce } from '../estimator/warning.ts';
import type { WeightOptions } from './accuracy.ts';
import { columnSums, confusion, rowSums } from './confusion-matrix.ts';
import { readLabelPair } from './labels.ts';
import { isClasses, isListener, isVector, weightRules } from './rules.ts';
import type { WarningOptions } from './warning.ts';
import { UndefinedMetricWarning, warnUndefined } from './warning.ts';

/** Options of {@link balancedAccuracyScore}. */
export interface BalancedAccuracyOptions extends WeightOptions, WarningOptions {
  /** Whether the result is stretched so that guessing scores 0 and perfection 1. @defaultValue false */
  readonly adjusted?: boolean;
}

/** Options of {@link cohenKappaScore}. */
export interface CohenKappaOptions<L extends Label = Label> extends WeightOptions, WarningOptions {
  /** The classes, in this order; samples of others are left out. @defaultValue all that occur, in ascending order */
  readonly labels?: readonly L[];
  /** How wrong a disagreement is: all alike, or by how far apart the classes lie in their order, or the square of that. @defaultValue 'none' */
  readonly weights?: 'none' | 'linear' | 'quadratic';
}

const balancedRules: Rules<BalancedAccuracyOptions> = { sampleWeight: isVector, adjusted: isBoolean, onWarning: isListener };
const kappaRules: Rules<CohenKappaOptions> = {
  sampleWeight: isVector,
  labels: isClasses,
  weights: oneOf('none', 'linear', 'quadratic'),
  onWarning: isListener,
};

/**
 * Balanced accuracy: the mean of the recalls of all classes, so that rare classes count as much as frequent ones.
 *
 * $$ \frac{1}{K} \sum_k \frac{\mathrm{TP}_k}{\mathrm{TP}_k + \mathrm{FN}_k} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels → a number.
 * Numerics: classes that are predicted but never true have no recall; they are left out, with a warning.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { balancedAccuracyScore } from '@hml/classic/metrics';
 * balancedAccuracyScore([0, 0, 0, 1], [0, 0, 0, 0]) // 0.5
 */
export function balancedAccuracyScore(yTrue: LabelsLike, yPred: LabelsLike, options: BalancedAccuracyOptions = {}): number {
  const where = 'balancedAccuracyScore';
  checkValues(where, options, balancedRules);
  const pair = readLabelPair(where, yTrue, yPred);
  const counts = confusion(pair, asWeights(where, options.sampleWeight, pair.truth.length));
  const rows = rowSums(counts);
  const recalls = counts.map((row, k) => row[k] / rows[k]).filter((_, k) => rows[k] > 0);
  if (recalls.length < rows.length) {
    const absent = pair.classes.filter((_, k) => rows[k] === 0).map(describeValue);
    const onWarning = options.onWarning ?? consoleOnce();
    const got = `no sample of ${absent.join(', ')}, which is left out`;
    onWarning(new UndefinedMetricWarning({ where, what: 'a recall is not defined', expected: 'samples of each class', got }));
  }
  const score = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  if (!(options.adjusted ?? false)) return score;
  const chance = 1 / recalls.length;
  return (score - chance) / (1 - chance);
}

/**
 * Cohen's κ: how far two ways to label the same samples agree beyond what chance would give. 1 is perfect, 0 is chance.
 *
 * $$ \kappa = 1 - \frac{\sum_{ij} v_{ij} C_{ij}}{\sum_{ij} v_{ij} E_{ij}}, \qquad E_{ij} = \frac{\sum_l C_{il} \sum_l C_{lj}}{\sum_{lm} C_{lm}} $$
 *
 * with C the confusion matrix and $v_{ij} = [i \ne j]$, $|i - j|$ or $(i - j)^2$.
 * Shapes: two lists of labels [nSamples] → a number. It is the same whichever comes first.
 * Numerics: where both use the same class throughout there is nothing to disagree about, and κ is NaN, with a warning.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { cohenKappaScore } from '@hml/classic/metrics';
 * cohenKappaScore(['yes', 'yes', 'no', 'no'], ['yes', 'no', 'no', 'no']) // 0.5
 * @see J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
 */
export function cohenKappaScore<L extends Label>(y1: LabelsLike<L>, y2: LabelsLike<L>, options: CohenKappaOptions<L> = {}): number {
  const where = 'cohenKappaScore';
  checkValues(where, options, kappaRules);
  const pair = readLabelPair(where, y1, y2, options.labels);
  const counts = confusion(pair, asWeights(where, options.sampleWeight, pair.truth.length));
  const [rows, columns] = [rowSums(counts), columnSums(counts)];
  const total = rows.reduce((sum, value) => sum + value, 0);
  const far = distances[options.weights ?? 'none'];
  let [observed, expected] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < rows.length; j++) {
      observed += far(i, j) * counts[i][j];
      expected += (far(i, j) * rows[i] * columns[j]) / total;
    }
  }
  if (!(expected > 0)) warnUndefined(where, 'κ is not defined', 'samples of two classes at least', Number.NaN, options);
  return expected > 0 ? 1 - observed / expected : Number.NaN;
}

/**
 * Matthews' correlation coefficient of truth and prediction: 1 is perfect, 0 is no better than chance, −1 is always wrong. It stays honest
 * where classes are of very different sizes.
 *
 * $$ \frac{c\,s - \sum_k p_k t_k}{\sqrt{\big(s^2 - \sum_k p_k^2\big)\big(s^2 - \sum_k t_k^2\big)}} $$
 *
 * with c right of s samples, $t_k$ of them of class k and $p_k$ predicted to be.
 * Shapes: yTrue and yPred [nSamples] of labels → a number.
 * Numerics: 0 where only one class is ever true, or predicted.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { matthewsCorrcoef } from '@hml/classic/metrics';
 * matthewsCorrcoef([1, 1, 1, 0], [1, 0, 1, 1]) // -0.3333333333333333
 * @see J. Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient", Computational Biology and Chemistry 28 (2004).
 */
export function matthewsCorrcoef(yTrue: LabelsLike, yPred: LabelsLike, options: WeightOptions = {}): number {
  const where = 'matthewsCorrcoef';
  checkValues(where, options, weightRules);
  const pair = readLabelPair(where, yTrue, yPred);
  const counts = confusion(pair, asWeights(where, options.sampleWeight, pair.truth.length));
  const [t, p] = [rowSums(counts), columnSums(counts)];
  const s = t.reduce((sum, value) => sum + value, 0);
  const c = counts.reduce((sum, row, k) => sum + row[k], 0);
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, k) => sum + value * b[k], 0);
  const spread = (s ** 2 - dot(p, p)) * (s ** 2 - dot(t, t));
  return t.filter((value) => value > 0).length < 2 || p.filter((value) => value > 0).length < 2
    ? 0
    : (c * s - dot(t, p)) / Math.sqrt(spread);
}

/** How far apart the classes at places i and j are. */
const distances = {
  none: (i: number, j: number): number => Number(i !== j),
  linear: (i: number, j: number): number => Math.abs(i - j),
  quadratic: (i: number, j: number): number => (i - j) ** 2,
};
