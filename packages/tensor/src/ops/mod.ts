import { apply } from '../apply.ts';
import { binary, refuseBool } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { floorDivide } from './floor-divide.ts';
import { neg } from './neg.ts';

/**
 * The remainder of a floored division: it has the sign of the divisor.
 *
 * $$ y_i = a_i - b_i \lfloor a_i / b_i \rfloor, \qquad \bar a = \bar y,\; \bar b = -\bar y \lfloor a / b \rfloor $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one.
 * Numerics: the remainder itself is exact, adding the divisor to it rounds once. Named `%` in Python and `remainder` in PyTorch; `fmod` has
 * the sign of the dividend. Divided by 0 it is NaN for fractions and 0 for integers, as in NumPy.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for bools, and for a number that the tensor's type cannot hold.
 * @example
 * import { mod, tensor } from '@hml/tensor';
 * mod(tensor([5, -5, 5]), tensor([3, 3, -3])).toArray() // [2, 1, -1]
 */
export function mod<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function mod<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function mod<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function mod(a: Operand, b: Operand): Tensor {
  return apply(modOp, [a, b]);
}

const modKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const divisor = b[bOffset + i * bStride];
    const rest = a[aOffset + i * aStride] % divisor;
    if (rest === 0) y[yOffset + i] = divisor < 0 ? -0 : 0;
    else y[yOffset + i] = rest < 0 !== divisor < 0 ? rest + divisor : rest;
  }
};

const modOp = binary({
  name: 'mod',
  result: 'same',
  definition: (a, b) => {
    const rest = a % b;
    if (rest === 0) return 0 * Math.sign(b);
    return rest * Math.sign(b) < 0 ? rest + b : rest;
  },
  kernel: modKernel,
  check: refuseBool('mod', "cast(a, 'int32') first"),
  derivative: { a: () => 1, b: ({ a, b }) => neg(floorDivide(a, b)) },
});
