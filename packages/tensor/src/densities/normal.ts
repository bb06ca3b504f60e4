import type { DType, Floating } from '../dtype.ts';
import { add } from '../ops/add.ts';
import { div } from '../ops/div.ts';
import { log } from '../ops/log.ts';
import { mul } from '../ops/mul.ts';
import { square } from '../ops/square.ts';
import { sub } from '../ops/sub.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { asParameters, type Numbers, type Parameter } from './parameters.ts';

/** Options of {@link normalLogDensity}. */
export interface NormalLogDensityOptions {
  /** The mean $\mu$. @defaultValue 0 */
  readonly mean?: Parameter;
  /** The standard deviation $\sigma > 0$. @defaultValue 1 */
  readonly std?: Parameter;
}

/** $\tfrac12 \ln 2\pi$ */
export const halfLogTwoPi = 0.9189385332046727;

/**
 * The logarithm of the density of a normal distribution, element by element.
 *
 * $$ \ln p(x) = -\frac12 \left(\frac{x - \mu}{\sigma}\right)^2 - \ln \sigma - \frac12 \ln 2\pi $$
 *
 * Shapes: x and the parameters broadcast. Dtype: their common floating one. Numerics: finite wherever $(x - \mu) / \sigma$ is below 1e154. An
 * element of a tensor `std` that is negative gives NaN. Gradients flow to x and to parameters that are tensors. `normal` draws from it.
 *
 * @throws OptionError for a number that is not finite, or a std ≤ 0; ShapeError when the shapes do not broadcast.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { normalLogDensity } from '@hml/tensor/densities';
 * normalLogDensity(tensor([0, 1, 40])).toArray() // [-0.918938533204672…, -1.41893853320467…, -800.918938533204…]
 * normalLogDensity(tensor([3]), { mean: tensor([[1], [3]]), std: 2 }).toArray() // [[-2.11208571376461…], [-1.61208571376461…]]
 */
export function normalLogDensity<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  options?: Numbers<NormalLogDensityOptions>,
): Tensor<S, Floating<D>>;
export function normalLogDensity(x: TensorLike, options?: NormalLogDensityOptions): Tensor;
export function normalLogDensity(x: TensorLike, options?: NormalLogDensityOptions): Tensor {
  const parameters = withDefaults('normalLogDensity', { mean: 0, std: 1 }, options);
  const [at, mean, std] = asParameters('normalLogDensity', x, parameters, ['std']);
  return sub(mul(square(div(sub(at, mean), std)), -0.5), add(log(std), halfLogTwoPi));
}
