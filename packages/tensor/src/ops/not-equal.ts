import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Whether elements differ.
 *
 * $$ y_i = [\, a_i \ne b_i \,] $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: bool; compared in the common type. NaN differs from everything.
 * No gradient: the result is constant wherever it has a derivative.
 *
 * @throws ShapeError when the shapes do not broadcast.
 * @example
 * import { notEqual, tensor } from '@hml/tensor';
 * notEqual(tensor([1, 2, 3]), 2).toArray() // [true, false, true]
 */
export function notEqual<S extends Shape>(a: TensorLike<S>, b: TensorLike<S> | number): Tensor<S, 'bool'>;
export function notEqual<S extends Shape>(a: number, b: TensorLike<S>): Tensor<S, 'bool'>;
export function notEqual<A extends Shape, B extends Shape>(
  a: TensorLike<A>,
  b: TensorLike<B> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, 'bool'>;
export function notEqual(a: Operand, b: Operand): Tensor {
  return apply(notEqualOp, [a, b]);
}

const notEqualKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = a[aOffset + i * aStride] !== b[bOffset + i * bStride] ? 1 : 0;
};

const notEqualOp = binary({
  name: 'notEqual',
  result: 'bool',
  definition: (a, b) => Number(a !== b),
  kernel: notEqualKernel,
  simd: (f, a, b) => f.ne(a, b),
});
