import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { numberFrom } from '../estimator/rules.ts';
import type { Comparison } from './determination.ts';
import { checkSpread } from './determination.ts';
import type { OutputOptions } from './outputs.ts';
import { averageLoss, compare, eachOutput, outputRules, overOutputs } from './outputs.ts';
import { percentileOf } from './percentile.ts';
import type { AveragedOutputs, RawOutputs } from './regression-options.ts';
import { savedShare, weightedMean } from './sums.ts';

/** The quantile that a prediction aims at. */
export interface PinballOptions {
  /** The share $\alpha$ of values that should lie below the prediction, 0 to 1. @defaultValue 0.5 */
  readonly alpha?: number;
}

/**
 * Mean pinball loss: how good a prediction of the α-quantile is; half the mean absolute error for the median. Over several outputs the mean
 * of theirs.
 *
 * $$ \frac{1}{\sum_i w_i} \sum_i w_i \max\big(\alpha (y_i - \hat{y}_i),\ (1 - \alpha)(\hat{y}_i - y_i)\big) $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @throws OptionError if alpha lies outside [0, 1].
 * @example
 * import { meanPinballLoss } from '@hml/classic/metrics';
 * meanPinballLoss([1, 2, 3], [0, 2, 5], { alpha: 0.25 }) // 0.5833333333333334
 * @see R. Koenker, G. Bassett, "Regression quantiles", Econometrica 46 (1978).
 */
export function meanPinballLoss(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RawOutputs & PinballOptions,
): Float64Array;
export function meanPinballLoss(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options?: AveragedOutputs & PinballOptions,
): number;
export function meanPinballLoss(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions & PinballOptions = {},
): number | Float64Array {
  const both = compare('meanPinballLoss', yTrue, yPred, options, rules);
  const { alpha = 0.5 } = options;
  return averageLoss(both, options, (y, predicted) => pinball(y, predicted, alpha));
}

/**
 * The share of the pinball loss that the predictions save against the best constant, the α-quantile of `yTrue`: what R² is for squares.
 *
 * $$ D^2 = 1 - \frac{\sum_i w_i\, \ell_\alpha(y_i, \hat{y}_i)}{\sum_i w_i\, \ell_\alpha(y_i, q_\alpha)} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number, 1 at best; with `multioutput: 'rawValues'` [nOutputs].
 * Numerics: where the constant is right already, 1 for an exact prediction, else 0.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if there are fewer than two samples, or values are missing or not finite.
 * @throws OptionError if alpha lies outside [0, 1].
 * @example
 * import { d2PinballScore } from '@hml/classic/metrics';
 * d2PinballScore([1, 2, 3], [1, 3, 3]) // 0.5
 */
export function d2PinballScore(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RawOutputs & PinballOptions,
): Float64Array;
export function d2PinballScore(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options?: AveragedOutputs & PinballOptions,
): number;
export function d2PinballScore(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions & PinballOptions = {},
): number | Float64Array {
  return savedLoss(compare('d2PinballScore', yTrue, yPred, options, rules), options, options.alpha);
}

/**
 * The share of the absolute error that the predictions save against the median of `yTrue`: {@link d2PinballScore} for α = ½.
 *
 * $$ D^2 = 1 - \frac{\sum_i w_i |y_i - \hat{y}_i|}{\sum_i w_i |y_i - \operatorname{median}(y)|} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number, 1 at best; with `multioutput: 'rawValues'` [nOutputs].
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if there are fewer than two samples, or values are missing or not finite.
 * @example
 * import { d2AbsoluteErrorScore } from '@hml/classic/metrics';
 * d2AbsoluteErrorScore([1, 2, 3, 4], [1, 2, 3, 5]) // 0.75
 */
export function d2AbsoluteErrorScore(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawOutputs): Float64Array;
export function d2AbsoluteErrorScore(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedOutputs): number;
export function d2AbsoluteErrorScore(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions = {},
): number | Float64Array {
  return savedLoss(compare('d2AbsoluteErrorScore', yTrue, yPred, options, outputRules), options);
}

const rules: Rules<OutputOptions & PinballOptions> = { ...outputRules, alpha: numberFrom(0, 1) };

function pinball(y: number, predicted: number, alpha: number): number {
  return Math.max(alpha * (y - predicted), (1 - alpha) * (predicted - y));
}

function savedLoss(both: Comparison, options: OutputOptions, alpha: number = 0.5): number | Float64Array {
  const { where, truth, weights } = both;
  checkSpread(where, truth.nSamples);
  const shares = eachOutput(both, (y, predicted) => {
    const quantile = percentileOf(y, 100 * alpha, weights);
    const loss = weightedMean(
      y.map((value, i) => pinball(value, predicted[i], alpha)),
      weights,
    );
    const ofConstant = weightedMean(
      y.map((value) => pinball(value, quantile, alpha)),
      weights,
    );
    return savedShare(loss, ofConstant);
  });
  return overOutputs(where, shares, options.multioutput);
}
