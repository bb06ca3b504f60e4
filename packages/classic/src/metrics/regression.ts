import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { isBoolean } from '../estimator/rules.ts';
import type { Explained } from './determination.ts';
import { checkSpread, determination, explained, squaresAboutMean, sumOfSquares, totalWeight } from './determination.ts';
import type { Multioutput, OutputOptions } from './outputs.ts';
import { compare, isOneOrWeights, outputRules, overOutputs } from './outputs.ts';
import type { AveragedOutputs, AveragedShares, RawOutputs, RawShares, RegressionMetricOptions } from './regression-options.ts';

/** The options of shares of variance, whichever they have of these. */
interface ShareOptions extends RegressionMetricOptions {
  readonly multioutput?: Multioutput | 'varianceWeighted';
  readonly forceFinite?: boolean;
}

/**
 * Mean squared error, in units of `y` squared; over several outputs the mean of theirs.
 *
 * $$ \mathrm{MSE} = \frac{\sum_i w_i (y_i - \hat{y}_i)^2}{\sum_i w_i} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { meanSquaredError } from '@hml/classic/metrics';
 * meanSquaredError([1, 2, 3], [1, 2, 5]) // 1.3333333333333333
 * meanSquaredError([[1, 1], [2, 2]], [[1, 2], [2, 4]], { multioutput: 'rawValues' }) // [0, 2.5]
 */
export function meanSquaredError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawOutputs): Float64Array;
export function meanSquaredError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedOutputs): number;
export function meanSquaredError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions = {},
): number | Float64Array {
  return overOutputs('meanSquaredError', meanSquares('meanSquaredError', yTrue, yPred, options), options.multioutput);
}

/**
 * Root of the mean squared error, in units of `y`; over several outputs the mean of their roots.
 *
 * $$ \mathrm{RMSE} = \sqrt{\frac{\sum_i w_i (y_i - \hat{y}_i)^2}{\sum_i w_i}} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { rootMeanSquaredError } from '@hml/classic/metrics';
 * rootMeanSquaredError([0, 0], [3, 3]) // 3
 */
export function rootMeanSquaredError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawOutputs): Float64Array;
export function rootMeanSquaredError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedOutputs): number;
export function rootMeanSquaredError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions = {},
): number | Float64Array {
  const roots = meanSquares('rootMeanSquaredError', yTrue, yPred, options).map(Math.sqrt);
  return overOutputs('rootMeanSquaredError', roots, options.multioutput);
}

/**
 * Coefficient of determination: the share of the variance of `yTrue` that the predictions explain; over several outputs the mean of theirs.
 *
 * $$ R^2 = 1 - \frac{\sum_i w_i (y_i - \hat{y}_i)^2}{\sum_i w_i (y_i - \bar{y})^2} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number, 1 at best, below 0 where the mean of `yTrue` would be better; with
 * `multioutput: 'rawValues'` [nOutputs].
 * Numerics: a constant `yTrue` has no variance; it scores 1 if it is predicted exactly, else 0, as in scikit-learn; with
 * `forceFinite: false` NaN and −∞.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if there are fewer than two samples, or values are missing or not finite.
 * @example
 * import { r2Score } from '@hml/classic/metrics';
 * r2Score([1, 2, 3, 4], [1, 2, 3, 5]) // 0.8
 * r2Score([2, 2], [2, 3]) // 0
 * r2Score([2, 2], [2, 3], { forceFinite: false }) // -Infinity
 */
export function r2Score(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawShares): Float64Array;
export function r2Score(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedShares): number;
export function r2Score(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: ShareOptions = {}): number | Float64Array {
  const both = compare('r2Score', yTrue, yPred, options, rules);
  checkSpread('r2Score', both.truth.nSamples);
  return overShares('r2Score', determination(both), options);
}

/**
 * Explained variance: as {@link r2Score}, but a prediction that is off by the same amount everywhere is not held to be wrong.
 *
 * $$ 1 - \frac{\operatorname{Var}(y - \hat{y})}{\operatorname{Var}(y)} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 * Numerics: a constant `yTrue` scores 1 if the errors are constant too, else 0; with `forceFinite: false` NaN and −∞.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if there are fewer than two samples, or values are missing or not finite.
 * @example
 * import { explainedVarianceScore } from '@hml/classic/metrics';
 * explainedVarianceScore([1, 2, 3], [3, 4, 5]) // 1
 */
export function explainedVarianceScore(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawShares): Float64Array;
export function explainedVarianceScore(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedShares): number;
export function explainedVarianceScore(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: ShareOptions = {},
): number | Float64Array {
  const both = compare('explainedVarianceScore', yTrue, yPred, options, rules);
  const { truth, prediction } = both;
  checkSpread('explainedVarianceScore', truth.nSamples);
  const k = truth.nOutputs;
  const unexplained = explained(both, (o) => squaresAboutMean(both, (i) => truth.data[i * k + o] - prediction[i * k + o]));
  return overShares('explainedVarianceScore', unexplained, options);
}

const rules: Rules<ShareOptions> = {
  ...outputRules,
  multioutput: isOneOrWeights('uniformAverage', 'varianceWeighted', 'rawValues'),
  forceFinite: isBoolean,
};

/** The shares of the outputs, or their mean; where there is no variance to explain, 1 and 0, or without `forceFinite` what division gives. */
function overShares(where: string, { shares, variances }: Explained, options: ShareOptions): number | Float64Array {
  const { forceFinite = true, multioutput } = options;
  const values = forceFinite ? shares : shares.map((share, o) => (variances[o] === 0 ? 1 - (1 - share) / 0 : share));
  return overOutputs(where, values, multioutput, variances);
}

/** The mean squared error of each output. */
function meanSquares(where: string, yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: OutputOptions): Float64Array {
  const both = compare(where, yTrue, yPred, options, outputRules);
  const { truth, prediction } = both;
  const k = truth.nOutputs;
  const total = totalWeight(both);
  const errors = (o: number) => (i: number) => truth.data[i * k + o] - prediction[i * k + o];
  return Float64Array.from({ length: k }, (_, o) => sumOfSquares(both, errors(o)) / total);
}
