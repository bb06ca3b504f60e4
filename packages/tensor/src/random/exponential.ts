import type { FloatDType } from '../dtype.ts';
import { logOf } from '../math/log.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Random } from './random.ts';
import { checkPositive, drawScaled, sampler } from './sample.ts';

/** Options of {@link exponential}. */
export interface ExponentialOptions<D extends FloatDType = FloatDType> {
  /** The mean $\theta > 0$, one over the rate. @defaultValue 1 */
  readonly scale?: number;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/**
 * Independent draws from an exponential distribution: the time to the next event, when events come at a constant rate.
 *
 * $$ y = -\theta \ln(1 - u), \qquad p(y) = \tfrac{1}{\theta} e^{-y / \theta} $$
 *
 * Shapes: `shape`. Computed in float64 whatever the dtype of the result; each element moves the stream by one. The largest that can come
 * is 36.7 times the mean.
 *
 * @throws OptionError unless scale is finite and > 0; ShapeError for sizes that are no whole numbers.
 * @example
 * import { exponential, random } from '@hml/tensor';
 * const x = exponential(random(0), [1000], { scale: 3 });
 * Math.abs(x.mean().item() - 3) < 0.3 // true
 */
export function exponential<const S extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options?: ExponentialOptions<D>,
): Tensor<S, NoInfer<D>>;
export function exponential(rng: Random, shape: Shape, options?: ExponentialOptions): Tensor {
  const { scale, dtype } = withDefaults('exponential', { scale: 1, dtype: 'float64' }, options);
  checkPositive('exponential', 'scale', scale);
  return drawScaled(exponentialOp, rng, shape, dtype, undefined, scale);
}

const exponentialOp = sampler({
  name: 'exponential',
  fill: (y, uniforms, start) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.abs(logOf(1 - uniforms(start + i))); // exact difference; 0, not −0, at u = 0
  },
  definition: (i, uniforms, start) => Math.abs(Math.log1p(-uniforms(start + i))),
});
