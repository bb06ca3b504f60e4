import { softsignLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { abs } from './abs.ts';
import { add } from './add.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';

/**
 * A sigmoid that approaches ±1 slowly, element by element.
 *
 * $$ y = \frac{x}{1 + |x|}, \qquad \bar x = \frac{\bar y}{(1 + |x|)^2} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: ±∞ gives the limit ±1, where the formula reads ∞ / ∞.
 *
 * @example
 * import { softsign, tensor } from '@hml/tensor';
 * softsign(tensor([-1, 0, 3, Infinity])).toArray() // [-0.5, 0, 0.75, 1]
 */
export function softsign<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function softsign(x: TensorLike): Tensor {
  return apply(softsignOp, [x]);
}

const softsignKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = v === Infinity ? 1 : v === -Infinity ? -1 : v / (1 + Math.abs(v));
  }
};

const softsignOp = unary({
  name: 'softsign',
  result: 'floating',
  definition: (x) => (Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x))),
  kernel: softsignKernel,
  simd: softsignLanes,
  derivative: ({ x }) => {
    const root = div(1, add(abs(x), 1));
    return mul(root, root);
  },
});
