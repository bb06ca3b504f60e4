import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';

/**
 * The reciprocal of the square root, element by element.
 *
 * $$ y = \frac{1}{\sqrt{x}}, \qquad \bar x = -\frac{\bar y\, y}{2 x} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: rounded twice, at most 1 ulp off. ∞ at 0, NaN below.
 *
 * @example
 * import { rsqrt, tensor } from '@hml/tensor';
 * rsqrt(tensor([0, 4, 16])).toArray() // [Infinity, 0.5, 0.25]
 */
export function rsqrt<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function rsqrt(x: TensorLike): Tensor {
  return apply(rsqrtOp, [x]);
}

const rsqrtKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = 1 / Math.sqrt(x[xOffset + i * xStride]);
};

const rsqrtOp = unary({
  name: 'rsqrt',
  result: 'floating',
  definition: (x) => 1 / Math.sqrt(x),
  kernel: rsqrtKernel,
  simd: (f, x) => f.div(1, f.sqrt(x)),
  derivative: ({ x, y }) => mul(-0.5, div(y, x)),
});
