import type { Cell, Tensor } from '@hml/tensor';
import { releaseAll } from './backward.ts';
import { recordGradient } from './grad.ts';
import { columns, type JacobianOf } from './jacobian.ts';
import { refill, type TensorTree, type Tree, type TreeOf, type Unknown } from './tree.ts';

/** The Hessian by `X`: for each tensor in it, the Jacobian of the gradient by that tensor, `By` being the whole argument. */
export type HessianOf<X, By = X> =
  Unknown<X> extends true
    ? TensorTree
    : X extends Tensor<infer S> | Cell<infer S>
      ? JacobianOf<By, S>
      : { readonly [K in keyof X]: HessianOf<X[K], By> };

/**
 * All second derivatives of a function that returns a scalar, by its first argument: forward mode over reverse mode.
 *
 * $$ H_{ij} = \frac{\partial^2 f}{\partial x_i\,\partial x_j} $$
 *
 * Shapes: x [...X] gives H [...X, ...X]. A nesting of tensors and cells gives a nesting of nestings: `hessian(f)({ w, b })` has
 * `.w.w`, `.w.b`, `.b.w` and `.b.b`. Other arguments are passed on. Cost: about three calls, and two to three more for each element of
 * the argument; for a product with one vector, `hvp` is enough.
 *
 * @throws ShapeError when the function returns no scalar; NotDifferentiableError for an op without a derivative.
 * @example
 * import { hessian } from '@hml/autograd';
 * import { mul, prod, tensor } from '@hml/tensor';
 * hessian((x) => prod(x))(tensor([2, 3, 5])).toArray() // [[0, 5, 3], [5, 0, 2], [3, 2, 0]]
 */
export function hessian<X extends TreeOf<X> = Tensor, Rest extends readonly unknown[] = []>(
  f: (x: X, ...rest: Rest) => Tensor<readonly []>,
): (x: X, ...rest: Rest) => HessianOf<X>;
export function hessian(f: (...inputs: unknown[]) => Tensor): (x: Tree, ...rest: unknown[]) => unknown {
  return (x, ...rest) => {
    const { leaves, outputs } = recordGradient('hessian', f, x, rest);
    const blocks = columns(outputs, leaves);
    releaseAll(outputs.map(({ root }) => root));
    return refill(
      'hessian',
      x,
      blocks.map((row) => refill('hessian', x, row)),
    );
  };
}
