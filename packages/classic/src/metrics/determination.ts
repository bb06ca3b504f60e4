import { DataError } from '@hml/tensor';
import { checkOptions } from '@hml/tensor/extend';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Targets } from '../estimator/targets.ts';
import { asTargets, asWeights } from '../estimator/targets.ts';
import type { RegressionMetricOptions } from './regression-options.ts';
import { savedShare, sumOf, weightedSum } from './sums.ts';

/** Targets and their predictions, past the border. */
export interface Comparison {
  /** The name for errors. */
  readonly where: string;
  readonly truth: Targets;
  /** [nSamples, nOutputs], as the truth. */
  readonly prediction: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** What a regressor's `score` returns: the border check of `y`, [nSamples, nOutputs] as the prediction, and {@link determination}. */
export function score(
  where: string,
  y: VectorLike | MatrixLike,
  prediction: Float64Array,
  nOutputs: number,
  options: RegressionMetricOptions,
): number {
  const n = prediction.length / nOutputs;
  const truth = asTargets(where, y, n, 'y', nOutputs);
  checkOptions(where, options, ['sampleWeight']);
  const weights = asWeights(where, options.sampleWeight, n);
  checkSpread(where, n);
  const { shares } = determination({ where, truth, prediction, weights });
  return sumOf(shares) / nOutputs;
}

/** The shares of variance that were explained. */
export interface Explained {
  /** One per output. */
  readonly shares: Float64Array;
  /** The variance of the truth, times the total weight, one per output. */
  readonly variances: Float64Array;
}

/**
 * The coefficient of determination of each output: what `r2Score` and every regressor's `score` average.
 *
 * $$ R^2 = 1 - \frac{\sum_i w_i (y_i - \hat{y}_i)^2}{\sum_i w_i (y_i - \bar{y})^2} $$
 */
export function determination(both: Comparison): Explained {
  const { truth, prediction } = both;
  return explained(both, (o) => sumOfSquares(both, (i) => truth.data[i * truth.nOutputs + o] - prediction[i * truth.nOutputs + o]));
}

/** {@link determination} of one output, on behalf of `where`; of one sample 1 if it is exact, else 0. */
export function determinationOf(where: string, data: Float64Array, prediction: Float64Array, weights?: Float64Array): number {
  const truth: Targets = { data, nSamples: data.length, nOutputs: 1, ndim: 1 };
  return determination({ where, truth, prediction, weights }).shares[0];
}

/** The share of the variance of each output that `unexplained` leaves of it. */
export function explained(both: Comparison, unexplained: (output: number) => number): Explained {
  const { data, nOutputs: k } = both.truth;
  const variances = new Float64Array(k).map((_, o) => squaresAboutMean(both, (i) => data[i * k + o]));
  return { shares: variances.map((variance, o) => savedShare(unexplained(o), variance)), variances };
}

/** Refuses a single sample: there is nothing to explain of it. */
export function checkSpread(where: string, nSamples: number): void {
  if (nSamples < 2) throw new DataError({ where, what: 'one sample has no spread', expected: 'at least 2 samples', got: '1' });
}

/** $\sum_i w_i (v_i - \bar{v})^2$ */
export function squaresAboutMean(both: Comparison, value: (i: number) => number): number {
  const first = value(0); // of equal values the mean is this one, whatever rounding does to their sum
  const mean = weightedSum(both.truth.nSamples, both.weights, (i) => value(i) - first) / totalWeight(both);
  return sumOfSquares(both, (i) => value(i) - first - mean);
}

/** $\sum_i w_i e_i^2$ */
export function sumOfSquares(both: Comparison, error: (i: number) => number): number {
  const sum = weightedSum(both.truth.nSamples, both.weights, (i) => error(i) ** 2);
  if (Number.isFinite(sum)) return sum;
  const what = 'the squares overflow';
  throw new DataError({ where: both.where, what, expected: 'differences below 1e150', got: 'larger ones', fix: 'rescale y' });
}

/** $\sum_i w_i$ */
export function totalWeight({ truth, weights }: Comparison): number {
  return weightedSum(truth.nSamples, weights, () => 1);
}
