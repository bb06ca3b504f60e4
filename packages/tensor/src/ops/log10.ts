import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { log10Of } from '../math/log-base.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';

/**
 * The logarithm to base 10, element by element.
 *
 * $$ y = \log_{10} x, \qquad \bar x = \frac{\bar y}{x \ln 10} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 1 ulp off in float64 and exact for powers of ten. −∞ at 0, NaN below.
 *
 * @example
 * import { log10, tensor } from '@hml/tensor';
 * log10(tensor([1, 1000, 0])).toArray() // [0, 3, -Infinity]
 */
export function log10<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function log10(x: TensorLike): Tensor {
  return apply(log10Op, [x]);
}

const log10Kernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = log10Of(x[xOffset + i * xStride]);
};

const log10Op = unary({
  name: 'log10',
  result: 'floating',
  definition: (x) => Math.log10(x),
  kernel: log10Kernel,
  derivative: ({ x }) => div(Math.LOG10E, x),
});
