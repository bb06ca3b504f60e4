import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { polygammaOf } from '../math/polygamma.ts';
import type { Op } from '../op.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The derivative of the digamma function, element by element.
 *
 * $$ y = \psi'(x) = \sum_{k=0}^\infty \frac{1}{(x + k)^2}, \qquad \bar x = \bar y\, \psi''(x) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: recurrence to 11 and the sum of Euler and Maclaurin from there, reflection below 0; a few ulp off in float64.
 * ∞ at 0 and the negative whole numbers. Differentiable any number of times.
 *
 * @example
 * import { tensor, trigamma } from '@hml/tensor';
 * trigamma(tensor([0, 1, Infinity])).toArray() // [Infinity, 1.64493406684822…, 0]
 */
export function trigamma<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function trigamma(x: TensorLike): Tensor {
  return apply(polygammaOp, [x], 1);
}

const polygammaKernel: UnaryLoop<number> = (n, x, xOffset, xStride, y, yOffset, order) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = polygammaOf(order, x[xOffset + i * xStride]);
};

/** $\psi^{(n)}$, of which each is the derivative of the one before; the attribute is n. */
const polygammaOp: Op<number> = unary<number>({
  name: 'trigamma',
  result: 'floating',
  definition: bySum,
  kernel: polygammaKernel,
  derivative: ({ x, attrs: order }) => apply(polygammaOp, [x], order + 1),
});

/** $(-1)^{n+1} n! \sum_k (x + k)^{-n-1}$, from the 1000th term on an integral and its first two corrections. */
function bySum(x: number, order: number): number {
  const s = order + 1;
  const v = x + 1000;
  let y = v ** -order / order + v ** -s / 2 + (s * v ** (-s - 1)) / 12;
  for (let k = 999; k >= 0; k--) y += (x + k) ** -s;
  for (let k = 2; k <= order; k++) y *= k;
  return order % 2 === 1 ? y : -y;
}
