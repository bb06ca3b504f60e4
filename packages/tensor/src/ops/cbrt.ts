import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { cbrtOf } from '../math/cbrt.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';

/**
 * The cube root, element by element.
 *
 * $$ y = \sqrt[3]{x}, \qquad \bar x = \frac{\bar y}{3 y^2} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: at most 0.7 ulp off in float64; negative numbers have negative roots, −0 stays −0. The derivative at 0 is infinite.
 *
 * @example
 * import { cbrt, tensor } from '@hml/tensor';
 * cbrt(tensor([-27, 0, 2])).toArray() // [-3, 0, 1.2599210498948732]
 */
export function cbrt<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function cbrt(x: TensorLike): Tensor {
  return apply(cbrtOp, [x]);
}

const cbrtKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = cbrtOf(x[xOffset + i * xStride]);
};

const cbrtOp = unary({
  name: 'cbrt',
  result: 'floating',
  definition: (x) => Math.cbrt(x),
  kernel: cbrtKernel,
  derivative: ({ y }) => div(1 / 3, mul(y, y)),
});
