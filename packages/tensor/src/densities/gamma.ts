import type { DType, Floating } from '../dtype.ts';
import { gammaTerm } from '../ops/gamma-term.ts';
import { log } from '../ops/log.ts';
import { reciprocal } from '../ops/reciprocal.ts';
import { sub } from '../ops/sub.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { asParameters, type Numbers, onPositive, type Parameter } from './parameters.ts';

/** Options of {@link gammaLogDensity}. */
export interface GammaLogDensityOptions {
  /** The shape parameter $\alpha > 0$. */
  readonly alpha: Parameter;
  /** The scale $\theta > 0$, one over the rate. @defaultValue 1 */
  readonly scale?: Parameter;
}

/**
 * The logarithm of the density of a gamma distribution, element by element.
 *
 * $$ \ln p(x) = (\alpha - 1) \ln x - \frac{x}{\theta} - \alpha \ln \theta - \ln\Gamma(\alpha), \quad x \ge 0 $$
 *
 * Shapes: x and the parameters broadcast. Dtype: their common floating one. Numerics: −∞ below 0, the limits at 0, of the gradients as well; as
 * accurate for $\alpha = 10^8$ as for 1, where the terms of the formula would cancel, and where $x / \theta$ is below what numbers hold. Elements
 * of tensors that are no parameters give NaN. Gradients flow to x and to parameters that are tensors. `gamma` draws from it.
 *
 * @throws OptionError for a number that is not finite and > 0; ShapeError when the shapes do not broadcast.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { gammaLogDensity } from '@hml/tensor/densities';
 * gammaLogDensity(tensor([-1, 0, 2]), { alpha: 1, scale: 2 }).toArray() // [-Infinity, -0.693147180559945…, -1.69314718055994…]
 */
export function gammaLogDensity<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  options: Numbers<GammaLogDensityOptions>,
): Tensor<S, Floating<D>>;
export function gammaLogDensity(x: TensorLike, options: GammaLogDensityOptions): Tensor;
export function gammaLogDensity(x: TensorLike, options: GammaLogDensityOptions): Tensor {
  const parameters = withDefaults('gammaLogDensity', { alpha: undefined, scale: 1 }, options);
  const [at, alpha, scale] = asParameters('gammaLogDensity', x, parameters, ['alpha', 'scale']);
  return onPositive(at, (positive) => sub(gammaTerm(alpha, positive, reciprocal(scale)), log(scale)));
}
