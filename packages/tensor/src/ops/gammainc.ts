import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Floating, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import { gammaincOf } from '../math/incomplete-gamma.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { exp } from './exp.ts';
import { gammaTerm } from './gamma-term.ts';
import { lgammaSeries } from './lgamma.ts';
import { neg } from './neg.ts';

/**
 * The regularized lower incomplete gamma function, pair by pair: the distribution function of the gamma distribution.
 *
 * $$ y = P(a, x) = \frac{1}{\Gamma(a)} \int_0^x t^{a - 1} e^{-t}\, dt, \qquad \bar x = \bar y\, \frac{x^{a - 1} e^{-x}}{\Gamma(a)} $$
 *
 * Shapes: a and x broadcast: aligned from the right, sizes equal or 1. Dtype: the common floating one; integers and bools give float64. No
 * gradient in `a`: asking for one is a `NotDifferentiableError`.
 * Numerics: within 1e-14 relative for a and x from 1e-10 to 1e8, in the tail as well, by power series, continued fraction or Temme's uniform
 * expansion. 1 where a is 0 or x is ∞; NaN below 0, at (0, 0) and at (∞, ∞).
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { gammainc, tensor } from '@hml/tensor';
 * gammainc(2, tensor([0, 1, 10])).toArray() // [0, 0.264241117657115…, 0.999500600772612…]
 * @see W. Gautschi, "A computational procedure for incomplete gamma functions", ACM Transactions on Mathematical Software 5 (1979).
 */
export function gammainc<S extends Shape, D extends DType>(
  a: TensorLike<S, D>,
  x: TensorLike<S, NoInfer<D>> | number,
): Tensor<S, Floating<D>>;
export function gammainc<S extends Shape, D extends DType>(a: number, x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function gammainc<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  x: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function gammainc(a: Operand, x: Operand): Tensor {
  return apply(gammaincOp, [a, x]);
}

/**
 * The regularized upper incomplete gamma function, pair by pair: what the lower one leaves to 1, accurate also where that is tiny.
 *
 * $$ y = Q(a, x) = \frac{1}{\Gamma(a)} \int_x^\infty t^{a - 1} e^{-t}\, dt = 1 - P(a, x), \qquad \bar x = -\bar y\, \frac{x^{a - 1} e^{-x}}{\Gamma(a)} $$
 *
 * Shapes: a and x broadcast: aligned from the right, sizes equal or 1. Dtype: the common floating one; integers and bools give float64. No
 * gradient in `a`: asking for one is a `NotDifferentiableError`.
 * Numerics: as {@link gammainc}. 0 where a is 0 or x is ∞; NaN below 0, at (0, 0) and at (∞, ∞).
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { gammaincc, tensor } from '@hml/tensor';
 * gammaincc(1, tensor([0, 1, 700])).toArray() // [1, 0.367879441171442…, 9.85967654375977…e-305]
 */
export function gammaincc<S extends Shape, D extends DType>(
  a: TensorLike<S, D>,
  x: TensorLike<S, NoInfer<D>> | number,
): Tensor<S, Floating<D>>;
export function gammaincc<S extends Shape, D extends DType>(a: number, x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function gammaincc<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  x: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function gammaincc(a: Operand, x: Operand): Tensor {
  return apply(gammainccOp, [a, x]);
}

const lowerKernel: BinaryLoop = (n, a, aOffset, aStride, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = gammaincOf(a[aOffset + i * aStride], x[xOffset + i * xStride], false);
};

const upperKernel: BinaryLoop = (n, a, aOffset, aStride, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = gammaincOf(a[aOffset + i * aStride], x[xOffset + i * xStride], true);
};

/** The density of the gamma distribution. */
const density = (a: Tensor, x: Tensor): Tensor => exp(gammaTerm(a, x));

const gammaincOp = binary({
  name: 'gammainc',
  result: 'floating',
  definition: (a, x) => bySeries(a, x),
  kernel: lowerKernel,
  derivative: { b: ({ a, b: x }) => density(a, x) },
});

const gammainccOp = binary({
  name: 'gammaincc',
  result: 'floating',
  definition: (a, x) => 1 - bySeries(a, x),
  kernel: upperKernel,
  derivative: { b: ({ a, b: x }) => neg(density(a, x)) },
});

/** $P(a, x) = x^a e^{-x} \sum_n \frac{x^n}{\Gamma(a + n + 1)}$ */
function bySeries(a: number, x: number): number {
  let term = x === 0 ? 0 : Math.exp(a * Math.log(x) - x - lgammaSeries(a + 1));
  let sum = term;
  for (let n = 1; n < 1000; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}
