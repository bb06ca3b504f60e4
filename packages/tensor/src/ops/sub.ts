import { apply } from '../apply.ts';
import { binary, refuseBool } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Difference of two tensors, or of a tensor and a number.
 *
 * $$ y_i = a_i - b_i, \qquad \bar a = \bar y,\; \bar b = -\bar y $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one; int32 and uint8 wrap around, bool is refused.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { sub, tensor } from '@hml/tensor';
 * sub(tensor([[1, 2], [3, 4]]), tensor([[1], [2]])).toArray() // [[0, 1], [1, 2]]
 * sub(1, tensor([1, 2])).toArray() // [0, -1]
 */
export function sub<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function sub<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function sub<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function sub(a: Operand, b: Operand): Tensor {
  return apply(subOp, [a, b]);
}

const subKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = a[aOffset + i * aStride] - b[bOffset + i * bStride];
};

const subOp = binary({
  name: 'sub',
  result: 'same',
  definition: (a, b) => a - b,
  kernel: subKernel,
  simd: (f, a, b) => f.sub(a, b),
  check: refuseBool('sub', "notEqual(a, b), or cast(x, 'int32') first"),
  derivative: { a: () => 1, b: () => -1 },
});
