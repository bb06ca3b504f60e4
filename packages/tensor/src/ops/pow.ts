import { apply } from '../apply.ts';
import { binary, refuseBool } from '../declare.ts';
import type { DType, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import { DataError } from '../errors.ts';
import { powOf } from '../math/pow.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { abs } from './abs.ts';
import { equal } from './equal.ts';
import { greater } from './greater.ts';
import { greaterEqual } from './greater-equal.ts';
import { log } from './log.ts';
import { logicalAnd } from './logical-and.ts';
import { logicalNot } from './logical-not.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

/**
 * Powers, element by element.
 *
 * $$ y_i = a_i^{b_i}, \qquad \bar a = \bar y\, b\, a^{b - 1},\; \bar b = \bar y\, y \ln a $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common one; int32 and uint8 wrap around.
 * Numerics: at most 1 ulp off in float64 (exponents ±½, 3: 1.5 ulp); special cases as in IEEE 754, so $x^0 = 1^y = 1$ also for NaN, and NaN for fractional powers of negative numbers. The derivative of $a^2$ at 0 is 0, that of $a^0$ is 0 everywhere, and where $a = 0$ that in b is 0 for $b \ge 0$.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold and for bools; DataError for a negative power of integers.
 * @example
 * import { pow, tensor } from '@hml/tensor';
 * pow(tensor([2, 9, 0]), tensor([10, 0.5, 0])).toArray() // [1024, 3, 1]
 * pow(tensor([1, 2, 3]), 2).toArray() // [1, 4, 9]
 */
export function pow<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>> | number): Tensor<S, D>;
export function pow<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, D>;
export function pow<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function pow(a: Operand, b: Operand): Tensor {
  return apply(powOp, [a, b]);
}

const powKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  if (y instanceof Uint8Array) return powIntegerKernel(n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
  for (let i = 0; i < n; i++) y[yOffset + i] = powOf(a[aOffset + i * aStride], b[bOffset + i * bStride]);
};

/** Whole powers by repeated squaring, which wraps around exactly. */
const powIntegerKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    let base = a[aOffset + i * aStride];
    let exponent = b[bOffset + i * bStride];
    if (exponent < 0) refuseNegative(exponent);
    let power = 1;
    for (; exponent > 0; exponent >>= 1) {
      if (exponent & 1) power = Math.imul(power, base);
      base = Math.imul(base, base);
    }
    y[yOffset + i] = power;
  }
};

function refuseNegative(exponent: number): never {
  throw new DataError({
    where: 'pow',
    what: 'a negative power of integers is no integer',
    expected: 'exponents from 0',
    got: String(exponent),
    fix: "pow(cast(x, 'float64'), exponent)",
  });
}

const powOp = binary({
  name: 'pow',
  result: 'same',
  definition: (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b), // where ECMAScript says NaN, IEEE 754 says 1,
  kernel: powKernel,
  int32Kernel: powIntegerKernel,
  check: refuseBool('pow', "cast(x, 'int32')"),
  derivative: {
    // x⁰ is 1 for every x, 0 and NaN included: 0 times a power of 1 there, which unlike a bare 0 has a slope in b.
    a: ({ a, b }) => mul(b, pow(where(logicalAnd(equal(b, 0), logicalNot(greater(abs(a), 0))), 1, a), sub(b, 1))),
    b: ({ a, b, y }) => where(mul(equal(a, 0), greaterEqual(b, 0)), 0, mul(y, log(a))),
  },
});
