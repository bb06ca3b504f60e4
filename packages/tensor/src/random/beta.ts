import type { FloatDType } from '../dtype.ts';
import { cast } from '../ops/cast.ts';
import { sigmoid } from '../ops/sigmoid.ts';
import { sub } from '../ops/sub.ts';
import { withDefaults } from '../options.ts';
import { checkShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { gammaOp, unitFor } from './gamma.ts';
import type { Random } from './random.ts';
import { checkFloating, checkPositive, drawWith } from './sample.ts';

/** Options of {@link beta}. */
export interface BetaOptions<D extends FloatDType = FloatDType> {
  /** The first parameter $\alpha > 0$, which draws towards 1. */
  readonly alpha: number;
  /** The second parameter $\beta > 0$, which draws towards 0. */
  readonly beta: number;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/**
 * Independent draws from a beta distribution, from two of the gamma distribution.
 *
 * $$ y = \frac{a}{a + b} = \sigma(\ln a - \ln b), \quad a \sim \Gamma(\alpha), \; b \sim \Gamma(\beta), \qquad p(y) \propto y^{\alpha - 1} (1 - y)^{\beta - 1} $$
 *
 * Shapes: `shape`. Each element moves the stream by two. Numerics: the logarithms of the gamma draws do not underflow, so that small
 * parameters give what they should, values close to 0 and 1, and never 0 / 0. Computed in float64 whatever the dtype of the result.
 *
 * @throws OptionError unless alpha and beta are finite and > 0; ShapeError for sizes that are no whole numbers.
 * @example
 * import { beta, random } from '@hml/tensor';
 * const x = beta(random(0), [1000], { alpha: 2, beta: 6 });
 * Math.abs(x.mean().item() - 0.25) < 0.02 // true
 */
export function beta<const S extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options: BetaOptions<D>,
): Tensor<S, NoInfer<D>>;
export function beta(rng: Random, shape: Shape, options: BetaOptions): Tensor {
  const { alpha, beta: second, dtype } = withDefaults('beta', { alpha: undefined, beta: undefined, dtype: 'float64' }, options);
  checkPositive('beta', 'alpha', alpha);
  checkPositive('beta', 'beta', second);
  checkFloating('beta', dtype);
  checkShape('beta', shape);
  const unit = unitFor(Math.max(alpha, second));
  const a = drawWith(gammaOp, rng, shape, 'float64', { alpha: alpha * unit, log: true });
  const b = drawWith(gammaOp, rng, shape, 'float64', { alpha: second * unit, log: true });
  return cast(sigmoid(sub(a, b)), dtype);
}
