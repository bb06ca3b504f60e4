import type { FloatDType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { normalQuantile } from '../math/normal-quantile.ts';
import { add } from '../ops/add.ts';
import { mul } from '../ops/mul.ts';
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
 * Independent draws from a normal distribution.
 *
 * $$ y_i = \mu + \sigma\, \Phi^{-1}(u_i), \qquad u_i \sim \mathcal U(0, 1) $$
 *
 * Shapes: `shape`. By inversion: one uniform number per element, so each element moves the stream by one and element i
 * does not depend on how many are drawn. The largest that can come is 8.2 standard deviations off (float32: 5.4).
 *
 * @throws OptionError unless mean and std are finite and std ≥ 0; ShapeError for sizes that are no whole numbers.
 * @example
 * import { normal, random } from '@hml/tensor';
 * const x = normal(random(0), [1000], { mean: 5, std: 2 });
 * Math.abs(x.mean().item() - 5) < 0.2 // true
 */
export function normal<const S extends Shape, D extends FloatDType = 'float64'>(
  rng: Random,
  shape: S,
  options?: NormalOptions<D>,
): Tensor<S, D>;
export function normal(rng: Random, shape: Shape, { mean = 0, std = 1, dtype = 'float64' }: NormalOptions = {}): Tensor {
  checkFinite('normal', 'mean', mean);
  checkFinite('normal', 'std', std);
  if (std < 0) throw new OptionError({ where: 'normal', what: 'std', expected: 'a number ≥ 0', got: String(std) });
  const z = draw(dtype === 'float64' ? normalOp : normalFloat32Op, rng, shape, dtype);
  return mean === 0 && std === 1 ? z : add(mul(z, std), mean);
}

/** Half a step of the uniform grid is added, so that 0 cannot come and the distribution is symmetric. */
const normalOp = sampler('normal', (u) => normalQuantile(u + 2 ** -54));
const normalFloat32Op = sampler('normal', (u) => normalQuantile(u + 2 ** -25));
