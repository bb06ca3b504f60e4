import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';

/**
 * The square root, element by element.
 *
 * $$ y = \sqrt{x}, \qquad \bar x = \frac{\bar y}{2 y} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: correctly rounded. NaN below 0; −0 stays −0.
 *
 * @example
 * import { sqrt, tensor } from '@hml/tensor';
 * sqrt(tensor([0, 2, 9])).toArray() // [0, 1.4142135623730951, 3]
 */
export function sqrt<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function sqrt(x: TensorLike): Tensor {
  return apply(sqrtOp, [x]);
}

const sqrtKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.sqrt(x[xOffset + i * xStride]);
};

const sqrtOp = unary({
  name: 'sqrt',
  result: 'floating',
  definition: (x) => Math.sqrt(x),
  kernel: sqrtKernel,
  simd: (f, x) => f.sqrt(x),
  derivative: ({ y }) => div(0.5, y),
});
