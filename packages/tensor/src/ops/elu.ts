import { eluLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { expm1Of } from '../math/expm1.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { exp } from './exp.ts';
import { greater } from './greater.ts';
import { mul } from './mul.ts';
import { where } from './where.ts';
import { onesLike } from './zeros-like.ts';

/**
 * The exponential linear unit, element by element.
 *
 * $$ y = \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & \text{else} \end{cases}, \qquad \bar x = \bar y \begin{cases} 1 & x > 0 \\ \alpha e^x & \text{else} \end{cases} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * `alpha` is the depth $\alpha$ that is approached on the left, 1 if none is given.
 * Numerics: $e^x - 1$ keeps its relative accuracy near 0. The gradient at 0 is $\alpha$, as in PyTorch.
 *
 * @example
 * import { elu, tensor } from '@hml/tensor';
 * elu(tensor([-Infinity, -1, 0, 3])).toArray() // [-1, -0.632120558828557…, 0, 3]
 * @see Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear units", ICLR 2016.
 */
export function elu<S extends Shape, D extends DType>(x: TensorLike<S, D>, alpha?: number): Tensor<S, Floating<D>>;
export function elu(x: TensorLike, alpha = 1): Tensor {
  return apply(eluOp, [x], { alpha });
}

interface EluAttrs {
  readonly alpha: number;
}

const eluKernel: UnaryLoop<EluAttrs> = (n, x, xOffset, xStride, y, yOffset, { alpha }) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = v > 0 ? v : alpha * expm1Of(v);
  }
};

const eluOp = unary<EluAttrs>({
  name: 'elu',
  result: 'floating',
  definition: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x)),
  kernel: eluKernel,
  simd: eluLanes,
  parameters: ['alpha'],
  derivative: ({ x, attrs }) => {
    const right = greater(x, 0);
    return where(right, onesLike(x), mul(exp(where(right, 0, x)), attrs.alpha)); // eˣ of the left alone, since it may overflow on the right
  },
});
