import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Each element without its fraction: rounded towards 0.
 *
 * $$ y = \operatorname{sign}(x) \lfloor |x| \rfloor, \qquad \bar x = 0 $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers are unchanged.
 * Numerics: exact; infinities and NaN stay. The gradient is 0, also at the jumps.
 *
 * @example
 * import { tensor, trunc } from '@hml/tensor';
 * trunc(tensor([-1.5, 0.2, 3.9])).toArray() // [-1, 0, 3]
 */
export function trunc<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function trunc(x: TensorLike): Tensor {
  return apply(truncOp, [x]);
}

const truncKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.trunc(x[xOffset + i * xStride]);
};

const truncOp = unary({
  name: 'trunc',
  result: 'same',
  definition: (x) => (x < 0 ? Math.ceil(x) : Math.floor(x)),
  kernel: truncKernel,
  simd: (f, x) => f.trunc(x),
  derivative: () => 0,
});
