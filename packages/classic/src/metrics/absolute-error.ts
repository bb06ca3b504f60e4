import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import { asTargets } from '../estimator/targets.ts';
import type { OutputOptions } from './outputs.ts';
import { averageLoss, compare, eachOutput, outputRules, overOutputs } from './outputs.ts';
import { percentileOf } from './percentile.ts';
import type { AveragedOutputs, RawOutputs } from './regression-options.ts';

/**
 * Mean absolute error, in units of `y`; over several outputs the mean of theirs.
 *
 * $$ \mathrm{MAE} = \frac{\sum_i w_i |y_i - \hat{y}_i|}{\sum_i w_i} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { meanAbsoluteError } from '@hml/classic/metrics';
 * meanAbsoluteError([1, 2, 3], [1, 2, 6]) // 1
 */
export function meanAbsoluteError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawOutputs): Float64Array;
export function meanAbsoluteError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedOutputs): number;
export function meanAbsoluteError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions = {},
): number | Float64Array {
  return averageLoss(compare('meanAbsoluteError', yTrue, yPred, options, outputRules), options, (y, predicted) => Math.abs(y - predicted));
}

/**
 * Mean absolute error relative to the truth, as a share (0.1 is ten per cent); over several outputs the mean of theirs.
 *
 * $$ \mathrm{MAPE} = \frac{1}{\sum_i w_i} \sum_i w_i \frac{|y_i - \hat{y}_i|}{\max(|y_i|, \varepsilon)}, \qquad \varepsilon = 2^{-52} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 * Numerics: where the truth is 0, ε stands for it: an error there gives a huge number rather than infinity, as in scikit-learn.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { meanAbsolutePercentageError } from '@hml/classic/metrics';
 * meanAbsolutePercentageError([1, 2, 4], [1, 3, 5]) // 0.25
 */
export function meanAbsolutePercentageError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RawOutputs,
): Float64Array;
export function meanAbsolutePercentageError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options?: AveragedOutputs,
): number;
export function meanAbsolutePercentageError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions = {},
): number | Float64Array {
  const both = compare('meanAbsolutePercentageError', yTrue, yPred, options, outputRules);
  return averageLoss(both, options, (y, predicted) => Math.abs(y - predicted) / Math.max(Math.abs(y), Number.EPSILON));
}

/**
 * Median absolute error, in units of `y`: what half of the errors stay below, whatever the largest do; over several outputs the mean of theirs.
 *
 * $$ \mathrm{MedAE} = \operatorname{median}_i |y_i - \hat{y}_i| $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 * Numerics: of an even number of samples, the mean of the two in the middle. With weights, the first error at which half of the weight is reached.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { medianAbsoluteError } from '@hml/classic/metrics';
 * medianAbsoluteError([1, 2, 3, 4], [1, 2.5, 4, 1000]) // 0.75
 */
export function medianAbsoluteError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawOutputs): Float64Array;
export function medianAbsoluteError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedOutputs): number;
export function medianAbsoluteError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions = {},
): number | Float64Array {
  const both = compare('medianAbsoluteError', yTrue, yPred, options, outputRules);
  const medians = eachOutput(both, (y, predicted) =>
    percentileOf(
      y.map((value, i) => Math.abs(value - predicted[i])),
      50,
      both.weights,
    ),
  );
  return overOutputs('medianAbsoluteError', medians, options.multioutput);
}

/**
 * The largest error of all samples, in units of `y`, for one output.
 *
 * $$ \max_i |y_i - \hat{y}_i| $$
 *
 * Shapes: yTrue and yPred [nSamples] → a number.
 *
 * @throws ShapeError if the two differ in shape, or have several outputs.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { maxError } from '@hml/classic/metrics';
 * maxError([1, 2, 3], [1, 4, 2]) // 2
 */
export function maxError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike): number {
  const truth = asTargets('maxError', yTrue, undefined, 'yTrue', 1).data;
  const prediction = asTargets('maxError', yPred, truth.length, 'yPred', 1).data;
  return truth.reduce((largest, y, i) => Math.max(largest, Math.abs(y - prediction[i])), 0);
}
