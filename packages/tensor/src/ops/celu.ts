import { celuLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { OptionError } from '../errors.ts';
import { expm1Of } from '../math/expm1.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { div } from './div.ts';
import { exp } from './exp.ts';
import { greater } from './greater.ts';
import { where } from './where.ts';

/**
 * The exponential linear unit with slope 1 at 0 whatever its depth, element by element.
 *
 * $$ y = \max(x, 0) + \min(\alpha (e^{x / \alpha} - 1), 0), \qquad \bar x = \bar y \begin{cases} 1 & x > 0 \\ e^{x / \alpha} & \text{else} \end{cases} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * `alpha` is the depth $\alpha$ that is approached on the left, 1 if none is given.
 * Numerics: $e^{x / \alpha} - 1$ keeps its relative accuracy near 0.
 *
 * @throws OptionError unless alpha > 0.
 * @example
 * import { celu, tensor } from '@hml/tensor';
 * celu(tensor([-Infinity, -2, 0, 3]), 2).toArray() // [-2, -1.264241117657115…, 0, 3]
 * @see Barron, "Continuously differentiable exponential linear units", 2017.
 */
export function celu<S extends Shape, D extends DType>(x: TensorLike<S, D>, alpha?: number): Tensor<S, Floating<D>>;
export function celu(x: TensorLike, alpha = 1): Tensor {
  if (!(alpha > 0)) throw new OptionError({ where: 'celu', what: 'alpha', expected: 'a number > 0', got: String(alpha) });
  return apply(celuOp, [x], { alpha });
}

interface CeluAttrs {
  readonly alpha: number;
}

const celuKernel: UnaryLoop<CeluAttrs> = (n, x, xOffset, xStride, y, yOffset, { alpha }) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = v > 0 ? v : alpha * expm1Of(v / alpha);
  }
};

const celuOp = unary<CeluAttrs>({
  name: 'celu',
  result: 'floating',
  definition: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  kernel: celuKernel,
  simd: celuLanes,
  parameters: ['alpha'],
  derivative: ({ x, attrs }) => {
    const left = where(greater(x, 0), 0, x); // alone, since it may overflow on the right, where the slope is e⁰
    return exp(div(left, attrs.alpha));
  },
});
