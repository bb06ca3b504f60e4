import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { integerFrom, oneOf } from '../estimator/rules.ts';
import { checkProbabilities, readScored } from './binary.ts';
import { percentileOf } from './percentile.ts';
import { isOneLabel } from './rules.ts';

/** Options of {@link calibrationCurve}. */
export interface CalibrationOptions<L extends Label = Label> {
  /** The class that the probabilities are of. @defaultValue 1, or true */
  readonly posLabel?: L;
  /** How many bins there are at most. @defaultValue 5 */
  readonly nBins?: number;
  /** Bins of equal width (`'uniform'`) or with equally many samples (`'quantile'`). @defaultValue 'uniform' */
  readonly strategy?: 'uniform' | 'quantile';
}

const rules: Rules<CalibrationOptions> = { posLabel: isOneLabel, nBins: integerFrom(1), strategy: oneOf('uniform', 'quantile') };

/** The points of a calibration curve, one per bin that holds samples. */
export interface CalibrationCurve {
  /** The share of positive samples in each bin. */
  readonly probTrue: Float64Array;
  /** The mean predicted probability in each bin. */
  readonly probPred: Float64Array;
}

/**
 * Calibration curve, or reliability diagram: how often that happens which was said to happen with a probability of so much. On the diagonal,
 * probabilities are what they claim.
 *
 * $$ \Big( \frac{1}{|B|} \sum_{i \in B} \hat{p}_i,\ \frac{1}{|B|} \sum_{i \in B} [y_i = 1] \Big) $$
 *
 * Shapes: yTrue [nSamples] of two classes, yProba [nSamples] → two arrays [nBins] or shorter: bins without samples are left out.
 * Numerics: a probability on the edge of two bins belongs to the lower one.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if there are more than two classes, or values are no probabilities.
 * @throws OptionError if the classes are not named so that 1 is the positive one, and `posLabel` does not say.
 * @example
 * import { calibrationCurve } from '@hml/classic/metrics';
 * const { probTrue, probPred } = calibrationCurve([0, 0, 1, 1, 1], [0.125, 0.375, 0.375, 0.75, 1], { nBins: 2 });
 * probTrue // [0.3333333333333333, 1]
 * probPred // [0.2916666666666667, 0.875]
 */
export function calibrationCurve<L extends Label>(
  yTrue: LabelsLike<L>,
  yProba: VectorLike,
  options: CalibrationOptions<L> = {},
): CalibrationCurve {
  const where = 'calibrationCurve';
  checkValues(where, options, rules);
  const { nBins = 5, strategy = 'uniform' } = options;
  const { positive, scores } = readScored(where, yTrue, yProba, options, 'yProba');
  checkProbabilities(where, 'yProba', scores);
  // NumPy's order of operations: a value that is an edge itself falls into the same bin as there
  const inner = Array.from({ length: nBins - 1 }, (_, b) =>
    strategy === 'uniform' ? (b + 1) / nBins : percentileOf(scores, (b + 1) * (1 / nBins) * 100),
  );

  const [count, sum, found] = [0, 0, 0].map(() => new Float64Array(nBins));
  scores.forEach((p, i) => {
    const above = inner.findIndex((edge) => p <= edge);
    const bin = above < 0 ? nBins - 1 : above;
    count[bin]++;
    sum[bin] += p;
    found[bin] += positive[i];
  });
  const mean = (sums: Float64Array): Float64Array => sums.map((value, bin) => value / count[bin]).filter((_, bin) => count[bin] > 0);
  return { probTrue: mean(found), probPred: mean(sum) };
}
