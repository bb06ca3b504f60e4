import { apply } from '../apply.ts';
import { binary, refuseBool } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The quotient rounded down to a whole number.
 *
 * $$ y_i = \lfloor a_i / b_i \rfloor, \qquad \bar a = \bar b = 0 $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one.
 * Numerics: the floor of the exact quotient, as `//` in Python: `div` and then `floor` would give 10 for 1 and 0.1, which is a little more
 * than a tenth. Divided by 0 fractions give what `div` gives, integers 0, as in NumPy.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for bools, and for a number that the tensor's type cannot hold.
 * @example
 * import { floorDivide, tensor } from '@hml/tensor';
 * floorDivide(tensor([7, -7]), 2).toArray() // [3, -4]
 * floorDivide(tensor([1]), 0.1).toArray() // [9]
 */
export function floorDivide<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function floorDivide<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function floorDivide<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function floorDivide(a: Operand, b: Operand): Tensor {
  return apply(floorDivideOp, [a, b]);
}

const floorDivideKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const dividend = a[aOffset + i * aStride];
    const divisor = b[bOffset + i * bStride];
    const rest = dividend % divisor;
    // Without the rest the division comes out even but for its rounding, which a half more takes back.
    const quotient = Math.floor((dividend - rest) / divisor + 0.5);
    y[yOffset + i] =
      divisor === 0 || dividend === 0 ? dividend / divisor : rest !== 0 && rest < 0 !== divisor < 0 ? quotient - 1 : quotient;
  }
};

const floorDivideOp = binary({
  name: 'floorDivide',
  result: 'same',
  definition: (a, b) => {
    if (a === 0 || b === 0) return a / b;
    const quotient = Math.round((a - (a % b)) / b) + 0; // a rest that is left leaves +0
    return (a % b) * Math.sign(b) < 0 ? quotient - 1 : quotient;
  },
  kernel: floorDivideKernel,
  check: refuseBool('floorDivide', "cast(a, 'int32') first"),
  derivative: { a: () => 0, b: () => 0 },
});
