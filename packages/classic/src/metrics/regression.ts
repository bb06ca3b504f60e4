import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import { asTargets } from '../estimator/targets.ts';
import type { Comparison } from './determination.ts';
import { determination, readWeights, sumOfSquares, totalWeight } from './determination.ts';

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
  return averageOver(compare('meanSquaredError', yTrue, yPred, options), (meanSquare) => meanSquare);
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
  return averageOver(compare('rootMeanSquaredError', yTrue, yPred, options), Math.sqrt);
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
  return determination(compare('r2Score', yTrue, yPred, options));
}

/** The border check of two sets of values. */
function compare(
  where: string,
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RegressionMetricOptions,
): Comparison {
  const truth = asTargets(where, yTrue, undefined, 'yTrue');
  const prediction = asTargets(where, yPred, truth.nSamples, 'yPred', truth.nOutputs).data;
  return { where, truth, prediction, weights: readWeights(where, options, truth.nSamples) };
}

/** The mean over the outputs of `f` of their mean squared errors. */
function averageOver(both: Comparison, f: (meanSquare: number) => number): number {
  const { truth, prediction } = both;
  const k = truth.nOutputs;
  const total = totalWeight(both);
  let sum = 0;
  for (let o = 0; o < k; o++) sum += f(sumOfSquares(both, (i) => truth.data[i * k + o] - prediction[i * k + o]) / total);
  return sum / k;
}
