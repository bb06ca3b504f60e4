import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { log2Of } from '../math/log-base.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';

/**
 * The logarithm to base 2, element by element.
 *
 * $$ y = \log_2 x, \qquad \bar x = \frac{\bar y}{x \ln 2} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 1 ulp off in float64 and exact for powers of two. −∞ at 0, NaN below.
 *
 * @example
 * import { log2, tensor } from '@hml/tensor';
 * log2(tensor([1, 8, 0])).toArray() // [0, 3, -Infinity]
 */
export function log2<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function log2(x: TensorLike): Tensor {
  return apply(log2Op, [x]);
}

const log2Kernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = log2Of(x[xOffset + i * xStride]);
};

const log2Op = unary({
  name: 'log2',
  result: 'floating',
  definition: (x) => Math.log2(x),
  kernel: log2Kernel,
  derivative: ({ x }) => div(Math.LOG2E, x),
});
