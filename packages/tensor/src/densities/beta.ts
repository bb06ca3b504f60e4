import type { DType, Floating } from '../dtype.ts';
import { betaTerm } from '../ops/beta-term.ts';
import { greater } from '../ops/greater.ts';
import { less } from '../ops/less.ts';
import { logicalOr } from '../ops/logical-or.ts';
import { where } from '../ops/where.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { asParameters, emptyWhere, type Numbers, type Parameter } from './parameters.ts';

/** Options of {@link betaLogDensity}. */
export interface BetaLogDensityOptions {
  /** The first parameter $\alpha > 0$, which draws towards 1. */
  readonly alpha: Parameter;
  /** The second parameter $\beta > 0$, which draws towards 0. */
  readonly beta: Parameter;
}

/**
 * The logarithm of the density of a beta distribution, element by element.
 *
 * $$ \ln p(x) = (\alpha - 1) \ln x + (\beta - 1) \ln(1 - x) - \ln \mathrm B(\alpha, \beta), \quad 0 \le x \le 1 $$
 *
 * Shapes: x and the parameters broadcast. Dtype: their common floating one. Numerics: −∞ outside [0, 1], the limits at its ends, of the gradients as well; as accurate
 * for parameters of $10^8$ as for 1, where the terms of the formula would cancel. Elements of tensors that are no parameters give NaN.
 * Gradients flow to x and to parameters that are tensors. `beta` draws from it.
 *
 * @throws OptionError for a number that is not finite and > 0; ShapeError when the shapes do not broadcast.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { betaLogDensity } from '@hml/tensor/densities';
 * betaLogDensity(tensor([0, 0.5, 1, 2]), { alpha: 1, beta: 3 }).toArray() // [1.09861228866810…, -0.28768207245178…, -Infinity, -Infinity]
 */
export function betaLogDensity<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  options: Numbers<BetaLogDensityOptions>,
): Tensor<S, Floating<D>>;
export function betaLogDensity(x: TensorLike, options: BetaLogDensityOptions): Tensor;
export function betaLogDensity(x: TensorLike, options: BetaLogDensityOptions): Tensor {
  const parameters = withDefaults('betaLogDensity', { alpha: undefined, beta: undefined }, options);
  const [at, alpha, beta] = asParameters('betaLogDensity', x, parameters, ['alpha', 'beta']);
  const outside = logicalOr(less(at, 0), greater(at, 1));
  // asked for ½ there: at an end of [0, 1] the gradient of a parameter would be infinite, and NaN once nothing of it is wanted
  return emptyWhere(outside, betaTerm(where(outside, 0.5, at), alpha, beta));
}
