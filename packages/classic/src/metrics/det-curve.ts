import { DataError } from '@hml/tensor';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { VectorLike } from '../estimator/matrix-like.ts';
import { checkValues } from '../estimator/options.ts';
import type { ScoreOptions } from './binary.ts';
import { readScored, scoreRules } from './binary.ts';
import { cumulate } from './steps.ts';

/** The points of a curve of errors, from the lowest threshold to the highest. */
export interface DetCurve {
  /** The share of negative samples with scores at or above each threshold: [nPoints]. */
  readonly fpr: Float64Array;
  /** The share of positive samples with scores below each threshold: [nPoints]. */
  readonly fnr: Float64Array;
  /** The thresholds: [nPoints]. */
  readonly thresholds: Float64Array;
}

/**
 * DET curve: the rates of both kinds of error as the threshold rises, for detectors whose errors are rare.
 *
 * $$ \mathrm{FPR}(t) = P(s \ge t \mid y = 0), \qquad \mathrm{FNR}(t) = P(s < t \mid y = 1) $$
 *
 * Shapes: yTrue [nSamples] of two classes, yScore [nSamples] → three arrays [nPoints]. Ends where every rate keeps its value are left out.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if there are not two classes, or scores are missing or not finite.
 * @example
 * import { detCurve } from '@hml/classic/metrics';
 * const { fpr, fnr, thresholds } = detCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * fpr // [0.5, 0.5, 0]
 * fnr // [0, 0.5, 0.5]
 * thresholds // [0.35, 0.4, 0.8]
 * @see A. Martin et al., "The DET curve in assessment of detection task performance", Eurospeech 1997.
 */
export function detCurve<L extends Label>(yTrue: LabelsLike<L>, yScore: VectorLike, options: ScoreOptions<L> = {}): DetCurve {
  const where = 'detCurve';
  checkValues(where, options, scoreRules);
  const { falsePositives: fp, truePositives: tp, thresholds } = cumulate(readScored(where, yTrue, yScore, options));
  const last = fp.length - 1;
  const [negatives, positives] = [fp[last], tp[last]];
  if (negatives === 0 || positives === 0) {
    const got = negatives === 0 ? 'only the positive one' : 'only the negative one';
    throw new DataError({ where, what: 'one class is missing', expected: 'samples of both classes', got });
  }
  const first = fp.lastIndexOf(fp[0]); // from here on false positives appear
  const end = tp.indexOf(positives); // here all positives are found
  const part = (values: Float64Array): Float64Array => values.slice(first, end + 1).reverse();
  return {
    fpr: part(fp).map((count) => count / negatives),
    fnr: part(tp).map((count) => (positives - count) / positives),
    thresholds: part(thresholds),
  };
}
