import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The sign of each element: −1, 0 or 1.
 *
 * $$ y = \begin{cases} 1 & x > 0 \\ -1 & x < 0 \\ 0 & x = 0 \end{cases}, \qquad \bar x = 0 $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`.
 * Numerics: NaN stays NaN and −0 stays −0. The gradient is 0, also at the jump.
 *
 * @example
 * import { sign, tensor } from '@hml/tensor';
 * sign(tensor([-1.5, 0, Infinity])).toArray() // [-1, 0, 1]
 */
export function sign<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function sign(x: TensorLike): Tensor {
  return apply(signOp, [x]);
}

const signKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = v > 0 ? 1 : v < 0 ? -1 : v;
  }
};

const signOp = unary({
  name: 'sign',
  result: 'same',
  definition: (x) => Math.sign(x),
  kernel: signKernel,
  simd: (f, x) => f.select(f.gt(x, 0), f.const(1), f.select(f.lt(x, 0), f.const(-1), x)),
  derivative: () => 0,
});
