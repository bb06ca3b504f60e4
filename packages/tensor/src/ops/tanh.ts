import { tanhLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { tanhOf } from '../math/tanh.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';

/**
 * The hyperbolic tangent, element by element.
 *
 * $$ y = \tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}}, \qquad \bar x = \bar y\, (1 - y^2) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated with $e^{\mp 2|x|} - 1$, at most 2.5 ulp off in float64, also near 0; ±1 beyond 22. −0 stays −0.
 *
 * @example
 * import { tanh, tensor } from '@hml/tensor';
 * tanh(tensor([-1000, 0, 0.5, 1000])).toArray() // [-1, 0, 0.46211715726000973, 1]
 */
export function tanh<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function tanh(x: TensorLike): Tensor {
  return apply(tanhOp, [x]);
}

const tanhKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = tanhOf(x[xOffset + i * xStride]);
};

const tanhOp = unary({
  name: 'tanh',
  result: 'floating',
  definition: (x) => Math.tanh(x),
  kernel: tanhKernel,
  simd: tanhLanes,
  derivative: ({ y }) => sub(1, mul(y, y)),
});
