import { sigmoidLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { expOf } from '../math/exp.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

/**
 * The logistic function, element by element.
 *
 * $$ y = \sigma(x) = \frac{1}{1 + e^{-x}}, \qquad \bar x = \bar y\, \sigma(x)\, \sigma(-x) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated with $e^{-|x|}$, which cannot overflow; relative accuracy holds in both tails, also of the derivative.
 *
 * @example
 * import { sigmoid, tensor } from '@hml/tensor';
 * sigmoid(tensor([-1000, 0, 1000])).toArray() // [0, 0.5, 1]
 */
export function sigmoid<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function sigmoid(x: TensorLike): Tensor {
  return apply(sigmoidOp, [x]);
}

const sigmoidKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    const e = expOf(v > 0 ? -v : v);
    y[yOffset + i] = (v > 0 ? 1 : e) / (1 + e);
  }
};

const sigmoidOp = unary({
  name: 'sigmoid',
  result: 'floating',
  definition: (x) => 1 / (1 + Math.exp(-x)),
  kernel: sigmoidKernel,
  simd: sigmoidLanes,
  derivative: ({ x, y }) => mul(y, sigmoid(neg(x))), // y (1 − y) would lose the right tail
});
