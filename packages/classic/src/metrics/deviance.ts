import { DataError, log, pow, wrap, xlogy } from '@hml/tensor';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { asTargets, asWeights } from '../estimator/targets.ts';
import { checkSpread } from './determination.ts';
import { mapped } from './mapped.ts';
import type { RegressionMetricOptions } from './regression-options.ts';
import { isVector, weightRules } from './rules.ts';
import { savedShare, weightedMean } from './sums.ts';

/** Options of the deviances of Tweedie's family. */
export interface TweedieOptions extends RegressionMetricOptions {
  /**
   * The variance grows like the mean to this power $p$: 0 is the normal distribution, 1 Poisson's, 2 the gamma, 3 the inverse Gaussian.
   * There is none between 0 and 1. @defaultValue 0
   */
  readonly power?: number;
}

const rules: Rules<TweedieOptions> = {
  sampleWeight: isVector,
  power: {
    expected: 'a number of 0 or less, or of 1 or more',
    accepts: (value): value is number => Number.isFinite(value) && !(Number(value) > 0 && Number(value) < 1),
  },
};

/**
 * Mean deviance of Tweedie's family: how much less likely the predictions make the data than the data themselves would.
 *
 * $$ d_p(y, \mu) = 2 \Big( \frac{\max(y, 0)^{2-p}}{(1-p)(2-p)} - \frac{y\,\mu^{1-p}}{1-p} + \frac{\mu^{2-p}}{2-p} \Big) $$
 *
 * with the limits $(y - \mu)^2$ at $p = 0$, $2(y \log(y / \mu) - y + \mu)$ at 1 and $2(\log(\mu / y) + y / \mu - 1)$ at 2.
 * Shapes: yTrue and yPred [nSamples] → a number, 0 at best.
 *
 * @throws ShapeError if the two differ in shape, or have several outputs.
 * @throws DataError if values are missing, not finite, or such as the distribution cannot give: predictions must be above 0 unless p = 0;
 * the truth must be 0 or more for p from 1 to 2, above 0 from 2 on.
 * @throws OptionError for a power between 0 and 1.
 * @example
 * import { meanTweedieDeviance } from '@hml/classic/metrics';
 * meanTweedieDeviance([1, 2, 3], [1, 2, 6]) // 3
 * meanTweedieDeviance([1, 2, 4], [1, 2, 2], { power: 2 }) // 0.2045…
 */
export function meanTweedieDeviance(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: TweedieOptions = {}): number {
  const where = 'meanTweedieDeviance';
  checkValues(where, options, rules);
  const { y, predicted, weights } = readPositive(where, yTrue, yPred, options, options.power);
  return weightedMean(deviances(y, predicted, options.power ?? 0), weights);
}

/**
 * Mean deviance of Poisson's distribution, for counts.
 *
 * $$ \frac{2}{\sum_i w_i} \sum_i w_i \big(y_i \log(y_i / \hat{y}_i) - y_i + \hat{y}_i\big) $$
 *
 * Shapes: yTrue and yPred [nSamples] → a number, 0 at best.
 *
 * @throws ShapeError if the two differ in shape, or have several outputs.
 * @throws DataError if a truth is negative, a prediction not above 0, or values are missing or not finite.
 * @example
 * import { meanPoissonDeviance } from '@hml/classic/metrics';
 * meanPoissonDeviance([2, 0, 1, 4], [0.5, 0.5, 2, 2]) // 1.4260…
 */
export function meanPoissonDeviance(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RegressionMetricOptions = {},
): number {
  const where = 'meanPoissonDeviance';
  checkValues(where, options, weightRules);
  const { y, predicted, weights } = readPositive(where, yTrue, yPred, options, 1);
  return weightedMean(deviances(y, predicted, 1), weights);
}

/**
 * Mean deviance of the gamma distribution, for positive amounts; only ratios count.
 *
 * $$ \frac{2}{\sum_i w_i} \sum_i w_i \big(\log(\hat{y}_i / y_i) + y_i / \hat{y}_i - 1\big) $$
 *
 * Shapes: yTrue and yPred [nSamples] → a number, 0 at best.
 *
 * @throws ShapeError if the two differ in shape, or have several outputs.
 * @throws DataError if a value is not above 0, missing or not finite.
 * @example
 * import { meanGammaDeviance } from '@hml/classic/metrics';
 * meanGammaDeviance([2, 0.5, 1, 4], [0.5, 0.5, 2, 2]) // 1.0568…
 */
export function meanGammaDeviance(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RegressionMetricOptions = {},
): number {
  const where = 'meanGammaDeviance';
  checkValues(where, options, weightRules);
  const { y, predicted, weights } = readPositive(where, yTrue, yPred, options, 2);
  return weightedMean(deviances(y, predicted, 2), weights);
}

/**
 * The share of the deviance that the predictions save against the mean of `yTrue`: R² for a power of 0.
 *
 * $$ D^2 = 1 - \frac{\sum_i w_i\, d_p(y_i, \hat{y}_i)}{\sum_i w_i\, d_p(y_i, \bar{y})} $$
 *
 * Shapes: yTrue and yPred [nSamples] → a number, 1 at best.
 *
 * @throws ShapeError, DataError and OptionError as {@link meanTweedieDeviance}; DataError if there are fewer than two samples.
 * @example
 * import { d2TweedieScore } from '@hml/classic/metrics';
 * d2TweedieScore([1, 2, 3, 4], [1, 2, 3, 5]) // 0.8
 */
export function d2TweedieScore(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: TweedieOptions = {}): number {
  const where = 'd2TweedieScore';
  checkValues(where, options, rules);
  const { y, predicted, weights } = readPositive(where, yTrue, yPred, options, options.power);
  checkSpread(where, y.length);
  const power = options.power ?? 0;
  const mean = weightedMean(y, weights);
  const ofMean = weightedMean(deviances(y, new Float64Array(y.length).fill(mean), power), weights);
  return savedShare(weightedMean(deviances(y, predicted, power), weights), ofMean);
}

interface Positive {
  readonly y: Float64Array;
  readonly predicted: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** The border check: values that a distribution of this power can have. */
function readPositive(
  where: string,
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RegressionMetricOptions,
  power = 0,
): Positive {
  const y = asTargets(where, yTrue, undefined, 'yTrue', 1).data;
  const predicted = asTargets(where, yPred, y.length, 'yPred', 1).data;
  const weights = asWeights(where, options.sampleWeight, y.length);
  const check = (name: string, values: Float64Array, isWrong: (value: number) => boolean, range: string): void => {
    const value = values.find(isWrong);
    if (value === undefined) return;
    const what = `${name} holds a value out of range`;
    throw new DataError({ where, what, expected: `${name} ${range} where the power is ${power}`, got: String(value) });
  };
  if (power >= 2) check('yTrue', y, (value) => value <= 0, 'above 0');
  else if (power >= 1) check('yTrue', y, (value) => value < 0, 'of 0 or more');
  if (power !== 0) check('yPred', predicted, (value) => value <= 0, 'above 0');
  return { y, predicted, weights };
}

/** $d_p(y_i, \mu_i)$ of each sample. */
function deviances(y: Float64Array, mu: Float64Array, p: number): Float64Array {
  if (p === 0) return y.map((value, i) => (value - mu[i]) ** 2);
  const ratios = y.map((value, i) => value / mu[i]);
  if (p === 1) {
    const logs = xlogy(wrap(y), wrap(ratios)).toTypedArray();
    return y.map((value, i) => 2 * (logs[i] - value + mu[i]));
  }
  if (p === 2) {
    const logs = mapped(log, ratios);
    return ratios.map((ratio, i) => 2 * (ratio - 1 - logs[i]));
  }
  const powers = (x: Float64Array, exponent: number): Float64Array => mapped((values) => pow(values, exponent), x);
  const [a, b, c] = [
    powers(
      y.map((value) => Math.max(value, 0)),
      2 - p,
    ),
    powers(mu, 1 - p),
    powers(mu, 2 - p),
  ];
  return y.map((value, i) => 2 * (a[i] / ((1 - p) * (2 - p)) - (value * b[i]) / (1 - p) + c[i] / (2 - p)));
}
