import { logLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { logOf } from '../math/log.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';

/**
 * The natural logarithm, element by element.
 *
 * $$ y = \ln x, \qquad \bar x = \frac{\bar y}{x} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 1 ulp off in float64. −∞ at 0, NaN below.
 *
 * @example
 * import { log, tensor } from '@hml/tensor';
 * log(tensor([1, Math.E, 0])).toArray() // [0, 1, -Infinity]
 */
export function log<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function log(x: TensorLike): Tensor {
  return apply(logOp, [x]);
}

const logKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = logOf(x[xOffset + i * xStride]);
};

const logOp = unary({
  name: 'log',
  result: 'floating',
  definition: (x) => Math.log(x),
  kernel: logKernel,
  simd: logLanes,
  derivative: ({ x }) => div(1, x),
});
