import { DataError } from '@hml/tensor';
import { checkOptions, sumLine } from '@hml/tensor/extend';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Targets } from '../estimator/targets.ts';
import { asTargets, asWeights } from '../estimator/targets.ts';
import type { RegressionMetricOptions } from './regression.ts';

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
  return determination({ where, truth, prediction, weights: readWeights(where, options, n) });
}

/** The weights among the options of a metric, checked. */
export function readWeights(where: string, options: RegressionMetricOptions, nSamples: number): Float64Array | undefined {
  checkOptions(where, options, ['sampleWeight']);
  return asWeights(where, options.sampleWeight, nSamples);
}

/**
 * The coefficient of determination, averaged over the outputs: what `r2Score` and every regressor's `score` return.
 *
 * $$ R^2 = 1 - \frac{\sum_i w_i (y_i - \hat{y}_i)^2}{\sum_i w_i (y_i - \bar{y})^2} $$
 */
export function determination(both: Comparison): number {
  const { where, truth, prediction } = both;
  const { data, nSamples, nOutputs: k } = truth;
  if (nSamples < 2) throw new DataError({ where, what: 'one sample has no variance', expected: 'at least 2 samples', got: '1' });
  let unexplained = 0;
  for (let o = 0; o < k; o++) {
    const y = (i: number): number => data[i * k + o];
    const mean = weightedSum(both, y) / totalWeight(both);
    const variance = sumOfSquares(both, (i) => y(i) - mean);
    const rest = sumOfSquares(both, (i) => y(i) - prediction[i * k + o]);
    unexplained += variance === 0 ? Number(rest !== 0) : rest / variance;
  }
  return 1 - unexplained / k;
}

/** $\sum_i w_i e_i^2$ */
export function sumOfSquares(both: Comparison, error: (i: number) => number): number {
  const sum = weightedSum(both, (i) => error(i) ** 2);
  if (Number.isFinite(sum)) return sum;
  const what = 'the squares overflow';
  throw new DataError({ where: both.where, what, expected: 'differences below 1e150', got: 'larger ones', fix: 'rescale y' });
}

/** $\sum_i w_i$ */
export function totalWeight(both: Comparison): number {
  return weightedSum(both, () => 1);
}

function weightedSum({ truth: { nSamples }, weights }: Comparison, term: (i: number) => number): number {
  const terms = new Float64Array(nSamples);
  for (let i = 0; i < nSamples; i++) terms[i] = (weights === undefined ? 1 : weights[i]) * term(i);
  return sumLine(nSamples, terms, 0);
}
