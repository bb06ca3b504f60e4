import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { equal } from './equal.ts';
import { less } from './less.ts';
import { where } from './where.ts';
import { onesLike } from './zeros-like.ts';

/**
 * The greater of two elements, or of an element and a number.
 *
 * $$ y_i = \max(a_i, b_i), \qquad \bar a = \bar y\,([a > b] + \tfrac12 [a = b]) $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one; bool is logical or.
 * Numerics: NaN on either side wins, as in NumPy. Where both are equal, each takes half of the gradient.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { maximum, tensor } from '@hml/tensor';
 * maximum(tensor([1, 5, NaN]), tensor([4, 2, 0])).toArray() // [4, 5, NaN]
 * maximum(tensor([-1, 2]), 0).toArray() // [0, 2]
 */
export function maximum<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function maximum<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function maximum<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function maximum(a: Operand, b: Operand): Tensor {
  return apply(maximumOp, [a, b]);
}

/** How much of the gradient is a's: all, half of it in a tie, nothing if it lost. As in PyTorch, NaN did not lose. */
function share(a: Tensor, b: Tensor): Tensor {
  return where(equal(a, b), 0.5, where(less(a, b), 0, onesLike(a)));
}

const maximumKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.max(a[aOffset + i * aStride], b[bOffset + i * bStride]);
};

const maximumOp = binary({
  name: 'maximum',
  result: 'same',
  definition: (a, b) => (Number.isNaN(a) || a > b ? a : b),
  kernel: maximumKernel,
  simd: (f, a, b) => f.max(a, b),
  derivative: { a: ({ a, b }) => share(a, b), b: ({ a, b }) => share(b, a) },
});
