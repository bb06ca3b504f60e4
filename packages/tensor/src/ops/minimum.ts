import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { equal } from './equal.ts';
import { greater } from './greater.ts';
import { where } from './where.ts';
import { onesLike } from './zeros-like.ts';

/**
 * The smaller of two elements, or of an element and a number.
 *
 * $$ y_i = \min(a_i, b_i), \qquad \bar a = \bar y\,([a < b] + \tfrac12 [a = b]) $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one; bool is logical and.
 * Numerics: NaN on either side wins, as in NumPy. Where both are equal, each takes half of the gradient.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { minimum, tensor } from '@hml/tensor';
 * minimum(tensor([1, 5, NaN]), tensor([4, 2, 0])).toArray() // [1, 2, NaN]
 * minimum(tensor([-1, 2]), 0).toArray() // [-1, 0]
 */
export function minimum<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function minimum<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function minimum<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function minimum(a: Operand, b: Operand): Tensor {
  return apply(minimumOp, [a, b]);
}

/** How much of the gradient is a's: all, half of it in a tie, nothing if it lost. As in PyTorch, NaN did not lose. */
function share(a: Tensor, b: Tensor): Tensor {
  return where(equal(a, b), 0.5, where(greater(a, b), 0, onesLike(a)));
}

const minimumKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.min(a[aOffset + i * aStride], b[bOffset + i * bStride]);
};

const minimumOp = binary({
  name: 'minimum',
  result: 'same',
  definition: (a, b) => (Number.isNaN(a) || a < b ? a : b),
  kernel: minimumKernel,
  simd: (f, a, b) => f.min(a, b),
  derivative: { a: ({ a, b }) => share(a, b), b: ({ a, b }) => share(b, a) },
});
