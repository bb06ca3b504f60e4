import { siluLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { expOf } from '../math/exp.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { clip } from './clip.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { sigmoid } from './sigmoid.ts';

/**
 * The sigmoid linear unit, also known as swish, element by element.
 *
 * $$ y = x\,\sigma(x), \qquad \bar x = \bar y\,\sigma(x) \bigl(1 + x\,\sigma(-x)\bigr) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated with $e^{-|x|}$, which cannot overflow; relative accuracy holds in both tails, in float64 down to
 * $x = -708$, where the exponential leaves the normal numbers. −∞ gives the limit −0, where the formula
 * reads ∞ · 0; the gradients there are limits too.
 *
 * @example
 * import { silu, tensor } from '@hml/tensor';
 * silu(tensor([-1000, 0, 1, 1000])).toArray() // [0, 0, 0.731058578630004…, 1000]
 * @see Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning", 2018.
 */
export function silu<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function silu(x: TensorLike): Tensor {
  return apply(siluOp, [x]);
}

const siluKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    const e = expOf(-Math.abs(v));
    y[yOffset + i] = v > 0 ? v / (1 + e) : e === 0 ? -0 : (v * e) / (1 + e);
  }
};

const siluOp = unary({
  name: 'silu',
  result: 'floating',
  definition: (x) => (x === -Infinity ? 0 : x / (1 + Math.exp(-x))),
  kernel: siluKernel,
  simd: siluLanes,
  derivative: ({ x }) => {
    const z = clip(x, -1000, 1000); // beyond it σ is 0 or 1, and an infinite factor would make NaN of 0
    return mul(sigmoid(z), add(mul(z, sigmoid(neg(z))), 1));
  },
});
