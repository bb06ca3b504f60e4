import { apply } from '../apply.ts';
import { binary } from '../declare.ts';
import type { DType, Floating, Promote } from '../dtype.ts';
import type { BinaryLoop } from '../elementwise.ts';
import { betalnOf } from '../math/betaln.ts';
import type { Operand } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { digamma } from './digamma.ts';
import { lgammaSeries } from './lgamma.ts';
import { sub } from './sub.ts';

/**
 * The logarithm of the beta function, pair by pair.
 *
 * $$ y = \ln \mathrm B(a, b) = \ln \left| \frac{\Gamma(a)\, \Gamma(b)}{\Gamma(a + b)} \right|, \qquad \bar a = \bar y\, (\psi(a) - \psi(a + b)),\; \bar b = \bar y\, (\psi(b) - \psi(a + b)) $$
 *
 * Shapes: a and b broadcast: aligned from the right, sizes equal or 1. Dtype: the common floating one; integers and bools give float64.
 * Numerics: for a, b > 0 within 2e-15 relative, or absolute where it passes 0, from 1e-10 to 1e8 and beyond: three `lgamma` would lose all
 * digits of $\mathrm B(10^8, \tfrac12)$ beyond the eighth. ∞ where a or b is 0, −∞ where one is ∞, NaN where both. At a whole number
 * below 0 the limit in it: finite where the other is whole and the sum ≤ 0, else ∞.
 *
 * @throws ShapeError when the shapes do not broadcast; DTypeError for a number that the tensor's type cannot hold.
 * @example
 * import { betaln, tensor } from '@hml/tensor';
 * betaln(tensor([1, 2, 0]), tensor([1, 3, 3])).toArray() // [0, -2.4849066497880…, Infinity]
 */
export function betaln<S extends Shape, D extends DType>(
  a: TensorLike<S, D>,
  b: TensorLike<S, NoInfer<D>> | number,
): Tensor<S, Floating<D>>;
export function betaln<S extends Shape, D extends DType>(a: number, b: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function betaln<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
): Tensor<Broadcast<A, B>, Floating<Promote<D, E>>>;
export function betaln(a: Operand, b: Operand): Tensor {
  return apply(betalnOp, [a, b]);
}

const betalnKernel: BinaryLoop = (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = betalnOf(a[aOffset + i * aStride], b[bOffset + i * bStride]);
};

const betalnOp = binary({
  name: 'betaln',
  result: 'floating',
  definition: (a, b) => lgammaSeries(a) + lgammaSeries(b) - lgammaSeries(a + b),
  kernel: betalnKernel,
  derivative: {
    a: ({ a, b }) => sub(digamma(a), digamma(add(a, b))),
    b: ({ a, b }) => sub(digamma(b), digamma(add(a, b))),
  },
});
