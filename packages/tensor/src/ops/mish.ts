import { mishLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { expOf } from '../math/exp.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { clip } from './clip.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { sigmoid } from './sigmoid.ts';

/**
 * Mish: a smooth ReLU with a dip, element by element.
 *
 * $$ y = x \tanh \log(1 + e^x), \qquad \bar x = \bar y\,\frac{s \bigl((1 + q)(1 + q^2) + 4 x q^2\bigr)}{(1 + q^2)^2} \text{ with } s = \sigma(x),\; q = \sigma(-x) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated as a rational function of $e^{-|x|}$, which cannot overflow; relative accuracy holds in both tails. −∞ gives the
 * limit −0, where the formula reads ∞ · 0; the gradients there are limits too.
 *
 * @example
 * import { mish, tensor } from '@hml/tensor';
 * mish(tensor([-1000, 0, 1, 1000])).toArray() // [0, 0, 0.86509838826731…, 1000]
 * @see Misra, "Mish: a self regularized non-monotonic activation function", BMVC 2020.
 */
export function mish<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function mish(x: TensorLike): Tensor {
  return apply(mishOp, [x]);
}

/** With $e = e^{-|x|}$, $\tanh \log(1 + e^x)$ is $(1 + 2e) / (1 + 2e + 2e^2)$ on the right and $e(e + 2) / (e(e + 2) + 2)$ on the left. */
const mishKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    const e = expOf(-Math.abs(v));
    const part = v > 0 ? 1 + 2 * e : e * (e + 2);
    y[yOffset + i] = e === 0 ? (v > 0 ? v : -0) : (v * part) / (part + (v > 0 ? 2 * e * e : 2));
  }
};

const mishOp = unary({
  name: 'mish',
  result: 'floating',
  definition: (x) => (x === -Infinity ? 0 : x * Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))),
  kernel: mishKernel,
  simd: mishLanes,
  derivative: ({ x }) => {
    const z = clip(x, -1000, 1000); // beyond it σ is 0 or 1, and an infinite factor would make NaN of 0
    const s = sigmoid(z);
    const q = sigmoid(neg(z));
    const square = mul(q, q);
    const norm = add(square, 1);
    return div(mul(s, add(mul(add(q, 1), norm), mul(mul(z, 4), square))), mul(norm, norm));
  },
});
