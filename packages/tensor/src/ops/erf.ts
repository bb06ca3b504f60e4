import { erfLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { erfOf } from '../math/erf.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { exp } from './exp.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

/**
 * The error function, element by element.
 *
 * $$ y = \operatorname{erf} x = \frac{2}{\sqrt\pi} \int_0^x e^{-t^2}\, dt, \qquad \bar x = \bar y\, \frac{2}{\sqrt\pi} e^{-x^2} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomials, at most 1 ulp off in float64, also near 0; ±1 beyond 6. −0 stays −0.
 *
 * @example
 * import { erf, tensor } from '@hml/tensor';
 * erf(tensor([-Infinity, 0, 0.5])).toArray() // [-1, 0, 0.5204998778130465]
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.6: the series of the definition.
 */
export function erf<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function erf(x: TensorLike): Tensor {
  return apply(erfOp, [x]);
}

const erfKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = erfOf(x[xOffset + i * xStride]);
};

const erfOp = unary({
  name: 'erf',
  result: 'floating',
  definition: erfSeries,
  kernel: erfKernel,
  simd: erfLanes,
  derivative: ({ x }) => mul(exp(neg(mul(x, x))), 2 / Math.sqrt(Math.PI)),
});

/** $\frac{2}{\sqrt\pi} e^{-x^2} \sum_n \frac{2^n x^{2n + 1}}{1 \cdot 3 \cdots (2n + 1)}$: every term has the sign of x. */
export function erfSeries(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
