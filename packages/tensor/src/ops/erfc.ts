import { erfcLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { erfcOf } from '../math/erf.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { erfSeries } from './erf.ts';
import { exp } from './exp.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

/**
 * The complement of the error function, element by element.
 *
 * $$ y = \operatorname{erfc} x = 1 - \operatorname{erf} x, \qquad \bar x = -\bar y\, \frac{2}{\sqrt\pi} e^{-x^2} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomials, at most 1.5 ulp off in float64 down to the smallest normal number, where $1 - \operatorname{erf} x$ itself would be 0 from $x = 6$ on.
 *
 * @example
 * import { erfc, tensor } from '@hml/tensor';
 * erfc(tensor([-Infinity, 0, 10])).toArray() // [2, 1, 2.08848758376254…e-45]
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.14: the continued fraction of the definition.
 */
export function erfc<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function erfc(x: TensorLike): Tensor {
  return apply(erfcOp, [x]);
}

const erfcKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = erfcOf(x[xOffset + i * xStride]);
};

const erfcOp = unary({
  name: 'erfc',
  result: 'floating',
  definition: byContinuedFraction,
  kernel: erfcKernel,
  simd: erfcLanes,
  derivative: ({ x }) => mul(exp(neg(mul(x, x))), -2 / Math.sqrt(Math.PI)),
});

/** $\frac{e^{-x^2}}{\sqrt\pi} \cfrac{1}{x + \cfrac{1/2}{x + \cfrac{1}{x + \cdots}}}$ from 1 on, where it converges fast; the series of `erf` before. */
function byContinuedFraction(x: number): number {
  if (!(x > 1)) return 1 - erfSeries(x);
  if (x > 28) return 0;
  let rest = 0;
  for (let n = 500; n > 0; n--) rest = n / 2 / (x + rest);
  const high = Math.fround(x); // its square is exact
  return (Math.exp(-high * high) * Math.exp((high - x) * (high + x))) / Math.sqrt(Math.PI) / (x + rest);
}
