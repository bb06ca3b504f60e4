import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Whether at least one of two elements holds.
 *
 * $$ y_i = [a_i \ne 0] \lor [b_i \ne 0] $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: bool. What is not bool holds where it differs from 0; NaN holds.
 * No gradient: the result is constant wherever it has a derivative.
 *
 * @throws ShapeError when the shapes do not broadcast.
 * @example
 * import { logicalOr, tensor } from '@hml/tensor';
 * logicalOr(tensor([true, true, false]), tensor([true, false, true])).toArray() // [true, true, true]
 */
export function logicalOr<S extends Shape>(a: TensorLike<S>, b: TensorLike<S> | number): Tensor<S, 'bool'>;
export function logicalOr<S extends Shape>(a: number, b: TensorLike<S>): Tensor<S, 'bool'>;
export function logicalOr<A extends Shape, B extends Shape>(
  a: TensorLike<A>,
  b: TensorLike<B> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, 'bool'>;
export function logicalOr(a: Operand, b: Operand): Tensor {
  return apply(logicalOrOp, [a, b]);
}

const logicalOrKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = a[aOffset + i * aStride] !== 0 || b[bOffset + i * bStride] !== 0 ? 1 : 0;
};

const logicalOrOp = binary({
  name: 'logicalOr',
  result: 'bool',
  definition: (a, b) => Number(a !== 0 || b !== 0),
  kernel: logicalOrKernel,
});
