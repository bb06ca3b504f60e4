import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { atanhOf } from '../math/asinh.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';

/**
 * The inverse hyperbolic tangent, element by element.
 *
 * $$ y = \operatorname{artanh} x = \tfrac12 \ln\frac{1 + x}{1 - x}, \qquad \bar x = \frac{\bar y}{(1 - x)(1 + x)} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated with $\ln(1 + x)$, at most 2.5 ulp off in float64, also near 0. ±∞ at ±1, NaN beyond.
 *
 * @example
 * import { atanh, tensor } from '@hml/tensor';
 * atanh(tensor([-1, 0, 0.5])).toArray() // [-Infinity, 0, 0.5493061443340548]
 */
export function atanh<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function atanh(x: TensorLike): Tensor {
  return apply(atanhOp, [x]);
}

const atanhKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = atanhOf(x[xOffset + i * xStride]);
};

const atanhOp = unary({
  name: 'atanh',
  result: 'floating',
  definition: (x) => Math.atanh(x),
  kernel: atanhKernel,
  derivative: ({ x }) => div(1, mul(sub(1, x), add(1, x))),
});
