import { apply } from '../apply.ts';
import { binary, refuseBool } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { neg } from './neg.ts';
import { round } from './round.ts';
import { sub } from './sub.ts';

/**
 * The remainder of a division cut towards 0: it has the sign of the dividend.
 *
 * $$ y_i = a_i - b_i \operatorname{trunc}(a_i / b_i), \qquad \bar a = \bar y,\; \bar b = -\bar y \operatorname{trunc}(a / b) $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one.
 * Numerics: exact, as `fmod` in C and `%` in JavaScript; `mod` has the sign of the divisor. Divided by 0 it is NaN for fractions and 0 for
 * integers, as in NumPy.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for bools, and for a number that the tensor's type cannot hold.
 * @example
 * import { fmod, tensor } from '@hml/tensor';
 * fmod(tensor([5, -5, 5]), tensor([3, 3, -3])).toArray() // [2, -2, 2]
 */
export function fmod<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function fmod<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function fmod<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function fmod(a: Operand, b: Operand): Tensor {
  return apply(fmodOp, [a, b]);
}

const fmodKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = a[aOffset + i * aStride] % b[bOffset + i * bStride];
};

const fmodOp = binary({
  name: 'fmod',
  result: 'same',
  definition: (a, b) => (Math.abs(a) % Math.abs(b)) * (a < 0 ? -1 : 1),
  kernel: fmodKernel,
  check: refuseBool('fmod', "cast(a, 'int32') first"),
  derivative: { a: () => 1, b: ({ a, b, y }) => neg(round(div(sub(a, y), b))) },
});
