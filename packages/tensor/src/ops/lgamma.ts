import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { lgammaOf } from '../math/gamma.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { digamma } from './digamma.ts';

/**
 * The logarithm of the absolute value of the gamma function, element by element.
 *
 * $$ y = \ln |\Gamma(x)|, \qquad \bar x = \bar y\, \psi(x) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: Stirling’s series from 8 on, recurrence and reflection before; at most 5 ulp off in float64 for positive x, also near the zeros 1 and 2; next to the zeros below 0 only
 * the absolute error stays small, below 1e-15 down to −10. ∞ at 0 and the negative whole numbers.
 *
 * @example
 * import { lgamma, tensor } from '@hml/tensor';
 * lgamma(tensor([1, 5, 0.5])).toArray() // [0, 3.17805383034794…, 0.57236494292470…]
 */
export function lgamma<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function lgamma(x: TensorLike): Tensor {
  return apply(lgammaOp, [x]);
}

const lgammaKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = lgammaOf(x[xOffset + i * xStride]);
};

const lgammaOp = unary({
  name: 'lgamma',
  result: 'floating',
  definition: lgammaSeries,
  kernel: lgammaKernel,
  derivative: ({ x }) => digamma(x),
});

/** Stirling's formula at $x + 100$, less the logarithms of $x, x + 1, \dots, x + 99$. */
export function lgammaSeries(x: number): number {
  let sum = 0;
  for (let k = 0; k < 100; k++) sum += Math.log(Math.abs(x + k));
  const v = x + 100;
  return (v - 0.5) * Math.log(v) - v + Math.log(2 * Math.PI) / 2 + 1 / (12 * v) - 1 / (360 * v ** 3) - sum;
}
