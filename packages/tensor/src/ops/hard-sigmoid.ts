import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { abs } from './abs.ts';
import { cast } from './cast.ts';
import { div } from './div.ts';
import { less } from './less.ts';

/**
 * A sigmoid made of three lines, element by element.
 *
 * $$ y = \tfrac16 \min(\max(x + 3, 0), 6), \qquad \bar x = \tfrac16\, \bar y\,[-3 < x < 3] $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: NaN stays. The gradient at ±3 is 0, as in PyTorch.
 *
 * @example
 * import { hardSigmoid, tensor } from '@hml/tensor';
 * hardSigmoid(tensor([-4, 0, 1.5])).toArray() // [0, 0.5, 0.75]
 */
export function hardSigmoid<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function hardSigmoid(x: TensorLike): Tensor {
  return apply(hardSigmoidOp, [x]);
}

const hardSigmoidKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = (v <= -3 ? 0 : v >= 3 ? 6 : v + 3) / 6;
  }
};

const hardSigmoidOp = unary({
  name: 'hardSigmoid',
  result: 'floating',
  definition: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
  kernel: hardSigmoidKernel,
  simd: (f, x) => f.div(f.pmin(f.pmax(f.add(x, 3), 0), 6), 6),
  derivative: ({ x }) => div(cast(less(abs(x), 3), x.dtype), 6),
});
