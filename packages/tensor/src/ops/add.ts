import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Sum of two tensors, or of a tensor and a number.
 *
 * $$ y_i = a_i + b_i, \qquad \bar a = \bar b = \bar y $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one; int32 and uint8 wrap around, bool is logical or.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { add, tensor } from '@hml/tensor';
 * add(tensor([[1, 2], [3, 4]]), tensor([10, 20])).toArray() // [[11, 22], [13, 24]]
 * add(tensor([1, 2]), 0.5).toArray() // [1.5, 2.5]
 */
export function add<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function add<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function add<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function add(a: Operand, b: Operand): Tensor {
  return apply(addOp, [a, b]);
}

const addKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = a[aOffset + i * aStride] + b[bOffset + i * bStride];
};

const addOp = binary({
  name: 'add',
  result: 'same',
  definition: (a, b) => a + b,
  kernel: addKernel,
  simd: (f, a, b) => f.add(a, b),
  derivative: { a: () => 1, b: () => 1 },
});
