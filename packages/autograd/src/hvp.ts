import type { Tensor } from '@hml/tensor';
import { releaseAll } from './backward.ts';
import { forward } from './forward.ts';
import { recordGradient } from './grad.ts';
import { tangentsOf } from './recording.ts';
import { type GradOf, refill, type TangentOf, type Tree, type TreeOf } from './tree.ts';

/**
 * The Hessian of a scalar function times a vector, without the Hessian: forward mode over reverse mode.
 *
 * $$ H v = \left. \frac{\mathrm d}{\mathrm d t} \nabla f(x + t v) \right|_{t = 0} $$
 *
 * Shapes: the argument is a tensor, a cell, or any nesting of them; the vector and the product are nested and shaped like it.
 * Cost: about that of five calls, however many elements the argument has.
 *
 * @throws ShapeError when the function returns no scalar or the vector does not fit; NotDifferentiableError for an op without a derivative.
 * @example
 * import { hvp } from '@hml/autograd';
 * import { mul, sum, type Tensor, tensor } from '@hml/tensor';
 * const f = (x: Tensor) => sum(mul(x, mul(x, x))); // H = diag(6 x)
 * hvp(f, tensor([1, 2]), tensor([1, 10])).toArray() // [6, 120]
 * @see Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6 (1994).
 */
export function hvp<X extends TreeOf<X> = Tensor>(f: (x: X) => Tensor<readonly []>, x: X, v: TangentOf<X>): GradOf<X>;
export function hvp(f: (...inputs: unknown[]) => Tensor, x: Tree, v: Tree): unknown {
  const { leaves, outputs } = recordGradient('hvp', f, x);
  const products = forward(outputs, leaves, tangentsOf('hvp', v, leaves));
  releaseAll(outputs.map(({ root }) => root));
  return refill('hvp', x, products);
}
