import type { Label, LabelsLike } from '../estimator/labels.ts';
import { places, readLabels } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { asWeights } from '../estimator/targets.ts';
import { readScores } from './indicators.ts';
import { readScoreRows, severalClasses } from './one-vs-rest.ts';
import { isClasses, isVector } from './rules.ts';
import { weightedMean } from './sums.ts';

/** Options of {@link hingeLoss}. */
export interface HingeLossOptions<L extends Label = Label> {
  /** All classes in ascending order, one per column of the decision values. @defaultValue those that occur */
  readonly labels?: readonly L[];
  /** Weights $w_i \ge 0$, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

const rules: Rules<HingeLossOptions> = { sampleWeight: isVector, labels: isClasses };

/**
 * Mean hinge loss: how far decision values fall short of a margin of 1, the loss of support vector machines.
 *
 * $$ \frac{1}{\sum_i w_i} \sum_i w_i \max(0, 1 - m_i), \qquad m_i = \pm s_i \quad\text{or}\quad m_i = s_{i, y_i} - \max_{k \ne y_i} s_{ik} $$
 *
 * Shapes: yTrue [nSamples] of two classes and decision [nSamples], positive for the last class; more classes with decision [nSamples,
 * nClasses] → a number.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError if only one class is known, or values are missing or not finite.
 * @example
 * import { hingeLoss } from '@hml/classic/metrics';
 * hingeLoss([-1, 1, 1], [-2, 0.5, 3]) // 0.16666666666666666
 * @see K. Crammer, Y. Singer, "On the algorithmic implementation of multiclass kernel-based vector machines", JMLR 2 (2001).
 */
export function hingeLoss<L extends Label>(
  yTrue: LabelsLike<L>,
  decision: VectorLike | MatrixLike,
  options: HingeLossOptions<L> = {},
): number {
  const where = 'hingeLoss';
  checkValues(where, options, rules);
  const labels = readLabels(where, 'yTrue', yTrue);
  const classes = severalClasses(where, labels, options.labels);
  const weights = asWeights(where, options.sampleWeight, labels.codes.length);
  const margins = marginsOf(where, places(labels, classes), decision, classes);
  return weightedMean(
    margins.map((margin) => Math.max(0, 1 - margin)),
    weights,
  );
}

function marginsOf(where: string, truth: Int32Array, decision: VectorLike | MatrixLike, classes: readonly Label[]): Float64Array {
  const k = classes.length;
  if (k === 2) return readScores(where, 'decision', decision, truth.length).map((value, i) => (truth[i] === 1 ? value : -value));
  const values = readScoreRows(where, decision, truth.length, classes);
  return Float64Array.from(truth, (own, i) => {
    const row = values.subarray(i * k, (i + 1) * k);
    return row[own] - row.reduce((best, value, c) => (c === own ? best : Math.max(best, value)), Number.NEGATIVE_INFINITY);
  });
}
