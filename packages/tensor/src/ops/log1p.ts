import { log1pLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { log1pOf } from '../math/log1p.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { div } from './div.ts';

/**
 * The natural logarithm of $1 + x$, element by element.
 *
 * $$ y = \ln(1 + x), \qquad \bar x = \frac{\bar y}{1 + x} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 2 ulp off in float64, also near 0, where $\ln(1 + x)$ itself would lose every digit. −∞ at −1, NaN below.
 *
 * @example
 * import { log1p, tensor } from '@hml/tensor';
 * log1p(tensor([0, 1e-20, -1])).toArray() // [0, 1e-20, -Infinity]
 */
export function log1p<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function log1p(x: TensorLike): Tensor {
  return apply(log1pOp, [x]);
}

const log1pKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = log1pOf(x[xOffset + i * xStride]);
};

const log1pOp = unary({
  name: 'log1p',
  result: 'floating',
  definition: (x) => Math.log1p(x),
  kernel: log1pKernel,
  simd: log1pLanes,
  derivative: ({ x }) => div(1, add(x, 1)),
});
