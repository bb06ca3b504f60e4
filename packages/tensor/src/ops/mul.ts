import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Product of two tensors element by element, or of a tensor and a number.
 *
 * $$ y_i = a_i \, b_i, \qquad \bar a = \bar y\, b,\; \bar b = \bar y\, a $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one; int32 and uint8 wrap around, bool is logical and.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { mul, tensor } from '@hml/tensor';
 * mul(tensor([1, 2, 3]), tensor([[1], [10]])).toArray() // [[1, 2, 3], [10, 20, 30]]
 */
export function mul<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function mul<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function mul<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function mul(a: Operand, b: Operand): Tensor {
  return apply(mulOp, [a, b]);
}

const mulKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = a[aOffset + i * aStride] * b[bOffset + i * bStride];
};

/** The double product of two int32 loses its low bits beyond 2^53; this one wraps around exactly. */
const mulInt32Kernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.imul(a[aOffset + i * aStride], b[bOffset + i * bStride]);
};

const mulOp = binary({
  name: 'mul',
  result: 'same',
  definition: (a, b) => a * b,
  kernel: mulKernel,
  simd: (f, a, b) => f.mul(a, b),
  int32Kernel: mulInt32Kernel,
  derivative: { a: ({ b }) => b, b: ({ a }) => a },
});
