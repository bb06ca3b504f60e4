import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { erfinvOf } from '../math/erfinv.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { erfSeries } from './erf.ts';
import { exp } from './exp.ts';
import { mul } from './mul.ts';
import { square } from './square.ts';

/**
 * The inverse of the error function, element by element: quantiles of the normal distribution are $\sqrt2 \operatorname{erf}^{-1}(2p - 1)$.
 *
 * $$ y = \operatorname{erf}^{-1} x, \qquad \bar x = \bar y\, \frac{\sqrt\pi}{2} e^{y^2} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: at most 3 ulp off in float64, also next to 0 and to ±1, where it is ±∞; NaN beyond. −0 stays −0.
 *
 * @example
 * import { erfinv, tensor } from '@hml/tensor';
 * erfinv(tensor([-1, 0, 0.5])).toArray() // [-Infinity, 0, 0.476936276204469…]
 */
export function erfinv<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function erfinv(x: TensorLike): Tensor {
  return apply(erfinvOp, [x]);
}

const erfinvKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = erfinvOf(x[xOffset + i * xStride]);
};

const erfinvOp = unary({
  name: 'erfinv',
  result: 'floating',
  definition: byBisection,
  kernel: erfinvKernel,
  derivative: ({ y }) => mul(exp(square(y)), Math.sqrt(Math.PI) / 2),
});

/** Where the series of the error function passes x. */
function byBisection(x: number): number {
  if (!(Math.abs(x) < 1)) return Math.abs(x) === 1 ? x * Infinity : Number.NaN;
  let low = -6;
  let high = 6;
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (erfSeries(middle) < x) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
