import type { Matrix, Tensor } from '@hml/tensor';
import { DataError, div, mul, ShapeError, sub, sum, wrap } from '@hml/tensor';
import { asTargets, asWeights } from '../estimator/input.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';

/** What the metrics of regression take beside the two sets of values. */
export interface RegressionMetricOptions {
  /** Weights $w_i \ge 0$, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

/**
 * Mean squared error, in units of `y` squared; over several outputs the mean of theirs.
 *
 * $$ \mathrm{MSE} = \frac{\sum_i w_i (y_i - \hat{y}_i)^2}{\sum_i w_i} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { meanSquaredError } from '@hml/classic/metrics';
 * meanSquaredError([1, 2, 3], [1, 2, 5]) // 1.3333333333333333
 */
export function meanSquaredError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RegressionMetricOptions = {},
): number {
  return average(meanSquares(pair('meanSquaredError', yTrue, yPred, options)));
}

/**
 * Root of the mean squared error, in units of `y`; over several outputs the mean of their roots.
 *
 * $$ \mathrm{RMSE} = \sqrt{\frac{\sum_i w_i (y_i - \hat{y}_i)^2}{\sum_i w_i}} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { rootMeanSquaredError } from '@hml/classic/metrics';
 * rootMeanSquaredError([0, 0], [3, 3]) // 3
 */
export function rootMeanSquaredError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RegressionMetricOptions = {},
): number {
  return average(meanSquares(pair('rootMeanSquaredError', yTrue, yPred, options)).map(Math.sqrt));
}

/**
 * Coefficient of determination: the share of the variance of `yTrue` that the predictions explain; over several outputs the mean of theirs.
 *
 * $$ R^2 = 1 - \frac{\sum_i w_i (y_i - \hat{y}_i)^2}{\sum_i w_i (y_i - \bar{y})^2} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number, 1 at best, below 0 where the mean of `yTrue` would be better.
 * Numerics: a constant `yTrue` has no variance; it scores 1 if it is predicted exactly, else 0, as in scikit-learn.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if there are fewer than two samples, or values are missing or not finite.
 * @example
 * import { r2Score } from '@hml/classic/metrics';
 * r2Score([1, 2, 3, 4], [1, 2, 3, 5]) // 0.8
 */
export function r2Score(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RegressionMetricOptions = {}): number {
  const both = pair('r2Score', yTrue, yPred, options);
  if (both.truth.shape[0] > 1) return determination(both);
  throw new DataError({ where: 'r2Score', what: 'one sample has no variance', expected: 'at least 2 samples', got: '1' });
}

/** Truth and prediction [nSamples, nOutputs], weights [nSamples, 1]. */
interface Pair {
  readonly where: string;
  readonly truth: Matrix;
  readonly prediction: Matrix;
  readonly weights: Matrix;
}

function pair(
  where: string,
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  { sampleWeight }: RegressionMetricOptions,
): Pair {
  const truth = asTargets(where, yTrue, undefined, 'yTrue');
  const prediction = asTargets(where, yPred, truth.nSamples, 'yPred');
  const shape = [truth.nSamples, truth.nOutputs] as const;
  if (prediction.nOutputs !== truth.nOutputs) {
    const got = `yPred [${truth.nSamples}, ${prediction.nOutputs}]`;
    throw new ShapeError({
      where,
      what: 'yTrue and yPred differ in their outputs',
      expected: `yPred [${shape.join(', ')}], as yTrue`,
      got,
    });
  }
  const weights = asWeights(where, sampleWeight, truth.nSamples) ?? new Float64Array(truth.nSamples).fill(1);
  return { where, truth: wrap(truth.data, shape), prediction: wrap(prediction.data, shape), weights: wrap(weights, [truth.nSamples, 1]) };
}

function determination({ where, truth, prediction, weights }: Pair): number {
  const center = div(sum(mul(weights, truth), 0), sum(weights));
  const variance = squares(where, sub(truth, center), weights);
  const ratios = squares(where, sub(truth, prediction), weights).map((rest, o) =>
    variance[o] === 0 ? Number(rest !== 0) : rest / variance[o],
  );
  return 1 - average(ratios);
}

function meanSquares({ where, truth, prediction, weights }: Pair): Float64Array {
  const total = sum(weights).item();
  return squares(where, sub(truth, prediction), weights).map((value) => value / total);
}

/** $\sum_i w_i e_i^2$ of each output. */
function squares(where: string, errors: Tensor, weights: Matrix): Float64Array {
  const totals = Float64Array.from(sum(mul(weights, mul(errors, errors)), 0).toTypedArray());
  if (totals.every(Number.isFinite)) return totals;
  throw new DataError({ where, what: 'the squares overflow', expected: 'differences below 1e150', got: 'larger ones', fix: 'rescale y' });
}

function average(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
