import type { LabelsLike } from '../estimator/labels.ts';
import type { Overlaps } from './contingency.ts';
import { overlaps } from './contingency.ts';

/**
 * Pair confusion matrix: of all ordered pairs of samples, how many are together or apart in the one division and in the other.
 *
 * $$ \begin{pmatrix} \text{apart in both} & \text{together in the second only} \\ \text{together in the first only} & \text{together in both} \end{pmatrix} $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → [2, 2].
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { pairConfusionMatrix } from '@hml/classic/metrics';
 * pairConfusionMatrix([0, 0, 1, 1], [0, 0, 1, 2]) // [[8, 0], [2, 2]]
 */
export function pairConfusionMatrix(labelsTrue: LabelsLike, labelsPred: LabelsLike): readonly (readonly number[])[] {
  const { tn, fp, fn, tp } = pairs(overlaps('pairConfusionMatrix', labelsTrue, labelsPred));
  return [
    [tn, fp],
    [fn, tp],
  ];
}

/**
 * Rand index: the share of pairs of samples on which two divisions agree, together in both or apart in both.
 *
 * $$ \mathrm{RI} = \frac{\text{pairs that agree}}{\binom{n}{2}} $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → a number from 0 to 1. What the labels are called does not matter, nor which comes first.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { randScore } from '@hml/classic/metrics';
 * randScore([0, 0, 1, 1], [1, 1, 0, 2]) // 0.8333333333333334
 */
export function randScore(labelsTrue: LabelsLike, labelsPred: LabelsLike): number {
  const { tn, fp, fn, tp } = pairs(overlaps('randScore', labelsTrue, labelsPred));
  const all = tn + fp + fn + tp;
  return all === 0 ? 1 : (tn + tp) / all;
}

/**
 * Adjusted Rand index: {@link randScore} corrected for chance. 1 is the same division, 0 is what random labels reach in the mean; as low as −½.
 *
 * $$ \mathrm{ARI} = \frac{\mathrm{RI} - \mathrm E[\mathrm{RI}]}{1 - \mathrm E[\mathrm{RI}]} $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → a number. What the labels are called does not matter, nor which comes first.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { adjustedRandScore } from '@hml/classic/metrics';
 * adjustedRandScore(['a', 'a', 'b', 'b'], [1, 1, 0, 0]) // 1
 * adjustedRandScore([0, 0, 1, 1], [0, 0, 1, 2]) // 0.5714285714285714
 * @see L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2 (1985).
 */
export function adjustedRandScore(labelsTrue: LabelsLike, labelsPred: LabelsLike): number {
  const { tn, fp, fn, tp } = pairs(overlaps('adjustedRandScore', labelsTrue, labelsPred));
  if (fn === 0 && fp === 0) return 1;
  return (2 * (tp * tn - fn * fp)) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn));
}

/**
 * Fowlkes and Mallows' index: the geometric mean of precision and recall over pairs of samples that are together.
 *
 * $$ \mathrm{FMI} = \sqrt{\frac{\mathrm{TP}}{\mathrm{TP} + \mathrm{FP}} \cdot \frac{\mathrm{TP}}{\mathrm{TP} + \mathrm{FN}}} $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → a number from 0 to 1; 0 where no pair is together in both.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { fowlkesMallowsScore } from '@hml/classic/metrics';
 * fowlkesMallowsScore([0, 0, 0, 1, 1, 1], [0, 0, 1, 2, 2, 3]) // 0.5773502691896257
 * @see E. Fowlkes, C. Mallows, "A method for comparing two hierarchical clusterings", JASA 78 (1983).
 */
export function fowlkesMallowsScore(labelsTrue: LabelsLike, labelsPred: LabelsLike): number {
  const { fp, fn, tp } = pairs(overlaps('fowlkesMallowsScore', labelsTrue, labelsPred));
  return tp === 0 ? 0 : Math.sqrt(tp / (tp + fp)) * Math.sqrt(tp / (tp + fn));
}

interface Pairs {
  readonly tn: number;
  readonly fp: number;
  readonly fn: number;
  readonly tp: number;
}

/** Ordered pairs of two different samples: together (positive) in the first division or not, and in the second. */
function pairs({ cells, rows, columns, nSamples: n }: Overlaps): Pairs {
  const squares = (sizes: Float64Array): number => sizes.reduce((sum, size) => sum + size ** 2, 0);
  const both = cells.reduce((sum, { count }) => sum + count ** 2, 0);
  const [first, second] = [squares(rows), squares(columns)];
  return { tp: both - n, fn: first - both, fp: second - both, tn: n ** 2 - first - second + both };
}
