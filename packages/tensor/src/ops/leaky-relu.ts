import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { greater } from './greater.ts';
import { where } from './where.ts';
import { onesLike } from './zeros-like.ts';

/**
 * A rectified linear unit that lets a little through below 0, element by element.
 *
 * $$ y = \begin{cases} x & x > 0 \\ s x & \text{else} \end{cases}, \qquad \bar x = \bar y \begin{cases} 1 & x > 0 \\ s & \text{else} \end{cases} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * `negativeSlope` is the factor $s$ below 0, 0.01 if none is given.
 * Numerics: the gradient at 0 is $s$, as in PyTorch.
 *
 * @example
 * import { leakyRelu, tensor } from '@hml/tensor';
 * leakyRelu(tensor([-2, 0, 3])).toArray() // [-0.02, 0, 3]
 * leakyRelu(tensor([-2, 3]), 0.5).toArray() // [-1, 3]
 * @see Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", ICML 2013.
 */
export function leakyRelu<S extends Shape, D extends DType>(x: TensorLike<S, D>, negativeSlope?: number): Tensor<S, Floating<D>>;
export function leakyRelu(x: TensorLike, negativeSlope = 0.01): Tensor {
  return apply(leakyReluOp, [x], { negativeSlope });
}

interface LeakyReluAttrs {
  readonly negativeSlope: number;
}

const leakyReluKernel: UnaryLoop<LeakyReluAttrs> = (n, x, xOffset, xStride, y, yOffset, { negativeSlope }) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = v > 0 ? v : v * negativeSlope;
  }
};

const leakyReluOp = unary<LeakyReluAttrs>({
  name: 'leakyRelu',
  result: 'floating',
  definition: (x, { negativeSlope }) => (x > 0 ? x : x * negativeSlope),
  kernel: leakyReluKernel,
  simd: (f, x, slope) => f.select(f.gt(x, 0), x, f.mul(x, slope)),
  parameters: ['negativeSlope'],
  derivative: ({ x, attrs }) => where(greater(x, 0), onesLike(x), attrs.negativeSlope),
});
