import type { DType, Floating } from '../dtype.ts';
import { add } from '../ops/add.ts';
import { equal } from '../ops/equal.ts';
import { floor } from '../ops/floor.ts';
import { gammaTerm } from '../ops/gamma-term.ts';
import { less } from '../ops/less.ts';
import { logicalOr } from '../ops/logical-or.ts';
import { where } from '../ops/where.ts';
import { withDefaults } from '../options.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { asParameters, emptyWhere, type Numbers, type Parameter } from './parameters.ts';

/** Options of {@link poissonLogDensity}. */
export interface PoissonLogDensityOptions {
  /** The mean $\lambda \ge 0$. @defaultValue 1 */
  readonly lambda?: Parameter;
}

/**
 * The logarithm of the probabilities of a Poisson distribution, element by element.
 *
 * $$ \ln P(k) = k \ln \lambda - \lambda - \ln k! $$
 *
 * Shapes: x (the counts k) and lambda broadcast. Dtype: their common floating one; integer counts give float64. Numerics: −∞ for what is no
 * count, as ∞; NaN for NaN; as accurate for $\lambda = 10^8$ as for 1, where the terms of the formula would cancel. $\lambda = 0$ allows 0
 * only. Elements of a tensor lambda that are negative give NaN. Gradients flow to lambda where it is a tensor. `poisson` draws from it.
 *
 * @throws OptionError for a number that is not finite or negative; ShapeError when the shapes do not broadcast.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { poissonLogDensity } from '@hml/tensor/densities';
 * poissonLogDensity(tensor([0, 2, 0.5]), { lambda: 2 }).toArray() // [-2, -1.30685281944005…, -Infinity]
 */
export function poissonLogDensity<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  options?: Numbers<PoissonLogDensityOptions>,
): Tensor<S, Floating<D>>;
export function poissonLogDensity(x: TensorLike, options?: PoissonLogDensityOptions): Tensor;
export function poissonLogDensity(x: TensorLike, options?: PoissonLogDensityOptions): Tensor {
  const { lambda } = withDefaults('poissonLogDensity', { lambda: 1 }, options);
  const [k, mean] = asParameters('poissonLogDensity', x, { lambda }, lambda === 0 ? [] : ['lambda']);
  return onCounts(k, (count) => gammaTerm(add(count, 1), mean));
}

/** The probabilities `f`, but $-\infty$ for what is no count, where f is asked for 0 instead. */
export function onCounts(k: Tensor, f: (k: Tensor) => Tensor): Tensor {
  return emptyWhere(isNoCount(k), f(countsOf(k)));
}

/** The counts, and 0 in place of what is none. */
export function countsOf(k: Tensor): Tensor {
  return where(isNoCount(k), 0, k);
}

/** Whether k is negative, a fraction or infinite. NaN is none of these, and goes through. */
function isNoCount(k: Tensor): Tensor {
  return logicalOr(less(k, 0), logicalOr(less(floor(k), k), equal(k, Infinity)));
}
