import type { FloatDType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { add } from '../ops/add.ts';
import { mul } from '../ops/mul.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Random } from './random.ts';
import { checkFinite, draw, sampler } from './sample.ts';

/** Options of {@link uniform}. */
export interface UniformOptions<D extends FloatDType = FloatDType> {
  /** The smallest value that can come. @defaultValue 0 */
  readonly low?: number;
  /** The end of the range, which does not come. @defaultValue 1 */
  readonly high?: number;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/**
 * Independent draws, all values between two ends equally likely.
 *
 * $$ y_i \sim \mathcal U[\text{low}, \text{high}) $$
 *
 * Shapes: `shape`. 53 random bits for float64, 24 for float32; each element moves the stream by one.
 *
 * @throws OptionError unless low < high, both finite; ShapeError for sizes that are no whole numbers.
 * @example
 * import { random, uniform } from '@hml/tensor';
 * const x = uniform(random(0), [1000]);
 * Math.abs(x.mean().item() - 0.5) < 0.03 // true
 */
export function uniform<const S extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options?: UniformOptions<D>,
): Tensor<S, NoInfer<D>>;
export function uniform(rng: Random, shape: Shape, options?: UniformOptions): Tensor {
  const { low, high, dtype } = withDefaults('uniform', { low: 0, high: 1, dtype: 'float64' }, options);
  checkFinite('uniform', 'low', low);
  checkFinite('uniform', 'high', high);
  if (!(low < high))
    throw new OptionError({ where: 'uniform', what: 'an empty range', expected: 'low < high', got: `low ${low}, high ${high}` });
  const u = draw(uniformOp, rng, shape, dtype);
  return low === 0 && high === 1 ? u : add(mul(u, high - low), low);
}

const uniformOp = sampler({
  name: 'uniform',
  fill: (y, uniforms, start) => {
    for (let i = 0; i < y.length; i++) y[i] = uniforms(start + i);
  },
  definition: (i, uniforms, start) => uniforms(start + i),
});
