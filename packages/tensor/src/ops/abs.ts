import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { sign } from './sign.ts';

/**
 * The absolute value of each element.
 *
 * $$ y = |x|, \qquad \bar x = \bar y \operatorname{sign}(x) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; the smallest int32 has no counterpart and stays.
 * Numerics: exact; the gradient at 0 is 0, as in PyTorch.
 *
 * @example
 * import { abs, tensor } from '@hml/tensor';
 * abs(tensor([-1.5, 0, 2])).toArray() // [1.5, 0, 2]
 */
export function abs<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function abs(x: TensorLike): Tensor {
  return apply(absOp, [x]);
}

const absKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.abs(x[xOffset + i * xStride]);
};

const absOp = unary({
  name: 'abs',
  result: 'same',
  definition: (x) => (x < 0 ? -x : x),
  kernel: absKernel,
  simd: (f, x) => f.abs(x),
  derivative: ({ x }) => sign(x),
});
