import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Floating, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { neg } from './neg.ts';

/**
 * Quotient of two tensors element by element, or of a tensor and a number.
 *
 * $$ y_i = \frac{a_i}{b_i}, \qquad \bar a = \frac{\bar y}{b},\; \bar b = -\frac{\bar y\, y}{b} $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common floating one; integers and bools give float64. Division by zero gives an infinity, 0 / 0 gives NaN, as in IEEE 754.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { div, tensor } from '@hml/tensor';
 * div(tensor([1, 4]), tensor([2, 8])).toArray() // [0.5, 0.5]
 * div(1, tensor([4, -0])).toArray() // [0.25, -Infinity]
 */
export function div<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, Floating<D>>;
export function div<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function div<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function div(a: Operand, b: Operand): Tensor {
  return apply(divOp, [a, b]);
}

const divKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = a[aOffset + i * aStride] / b[bOffset + i * bStride];
};

const divOp = binary({
  name: 'div',
  result: 'floating',
  definition: (a, b) => a / b,
  kernel: divKernel,
  simd: (f, a, b) => f.div(a, b),
  derivative: { a: ({ b }) => div(1, b), b: ({ b, y }) => neg(div(y, b)) },
});
