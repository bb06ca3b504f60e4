import type { FloatDType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { logOf } from '../math/log.ts';
import { turn } from '../math/trig.ts';
import { add } from '../ops/add.ts';
import { mul } from '../ops/mul.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Random } from './random.ts';
import { checkFinite, draw, sampler } from './sample.ts';

/** Options of {@link normal}. */
export interface NormalOptions<D extends FloatDType = FloatDType> {
  /** The mean $\mu$. @defaultValue 0 */
  readonly mean?: number;
  /** The standard deviation $\sigma \ge 0$. @defaultValue 1 */
  readonly std?: number;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/**
 * Independent draws from a normal distribution, by the method of Box and Muller.
 *
 * $$ y_{2j} = \mu + \sigma r \cos 2\pi v, \quad y_{2j+1} = \mu + \sigma r \sin 2\pi v, \qquad r = \sqrt{-2 \ln(1 - u)} $$
 *
 * Shapes: `shape`. Two uniform numbers u, v make two draws, in float64 whatever the dtype of the result; the stream moves by one for each
 * element, rounded up to an even number. The largest that can come is 8.6 standard deviations off.
 *
 * @throws OptionError unless mean and std are finite and std ≥ 0; ShapeError for sizes that are no whole numbers.
 * @see G. Box and M. Muller, "A note on the generation of random normal deviates", Annals of Mathematical Statistics 29 (1958).
 * @example
 * import { normal, random } from '@hml/tensor';
 * const x = normal(random(0), [1000], { mean: 5, std: 2 });
 * Math.abs(x.mean().item() - 5) < 0.2 // true
 */
export function normal<const S extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options?: NormalOptions<D>,
): Tensor<S, NoInfer<D>>;
export function normal(rng: Random, shape: Shape, options?: NormalOptions): Tensor {
  const { mean, std, dtype } = withDefaults('normal', { mean: 0, std: 1, dtype: 'float64' }, options);
  checkFinite('normal', 'mean', mean);
  checkFinite('normal', 'std', std);
  if (std < 0) throw new OptionError({ where: 'normal', what: 'std', expected: 'a number ≥ 0', got: String(std) });
  const z = draw(normalOp, rng, shape, dtype, 2);
  return mean === 0 && std === 1 ? z : add(mul(z, std), mean);
}

const normalOp = sampler({
  name: 'normal',
  fill: (y, uniforms, start) => {
    for (let i = 0; i < y.length; i += 2) {
      const radius = Math.sqrt(-2 * logOf(1 - uniforms(start + i)));
      const { cos, sin } = turn(uniforms(start + i + 1));
      y[i] = radius * cos;
      if (i + 1 < y.length) y[i + 1] = radius * sin;
    }
  },
  definition: (i, uniforms, start) => {
    const pair = start + i - (i % 2);
    const angle = 2 * Math.PI * uniforms(pair + 1);
    return Math.sqrt(-2 * Math.log(1 - uniforms(pair))) * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  },
});
