import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { div } from './div.ts';
import { greaterEqual } from './greater-equal.ts';
import { lessEqual } from './less-equal.ts';
import { where } from './where.ts';
import { onesLike } from './zeros-like.ts';

/**
 * A silu made of two lines and a parabola, element by element.
 *
 * $$ y = \tfrac16\, x \min(\max(x + 3, 0), 6), \qquad \bar x = \bar y \begin{cases} 0 & x \le -3 \\ \tfrac13 x + \tfrac12 & |x| < 3 \\ 1 & x \ge 3 \end{cases} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: NaN stays; −∞ gives the limit 0, where the formula reads ∞ · 0. At ±3 the gradient is that of the line.
 *
 * @example
 * import { hardSwish, tensor } from '@hml/tensor';
 * hardSwish(tensor([-4, 0, 1.5, 4])).toArray() // [0, 0, 1.125, 4]
 * @see Howard et al., "Searching for MobileNetV3", ICCV 2019, section 5.2.
 */
export function hardSwish<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function hardSwish(x: TensorLike): Tensor {
  return apply(hardSwishOp, [x]);
}

const hardSwishKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = v <= -3 ? 0 : v >= 3 ? v : (v * (v + 3)) / 6;
  }
};

const hardSwishOp = unary({
  name: 'hardSwish',
  result: 'floating',
  definition: (x) => (x <= -3 ? 0 : x * (Math.min(x + 3, 6) / 6)),
  kernel: hardSwishKernel,
  simd: (f, x) => f.select(f.le(x, -3), f.const(0), f.select(f.ge(x, 3), x, f.div(f.mul(x, f.add(x, 3)), 6))),
  derivative: ({ x }) => where(lessEqual(x, -3), 0, where(greaterEqual(x, 3), onesLike(x), add(div(x, 3), 0.5))),
});
