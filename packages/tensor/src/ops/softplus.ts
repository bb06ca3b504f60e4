import { softplusLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { expOf } from '../math/exp.ts';
import { log1pOf } from '../math/log1p.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { sigmoid } from './sigmoid.ts';

/**
 * Softplus: a smooth ReLU, element by element.
 *
 * $$ y = \log(1 + e^x), \qquad \bar x = \bar y\,\sigma(x) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated as $\max(x, 0) + \log(1 + e^{-|x|})$, finite for every finite $x$; the textbook form overflows near $x = 710$.
 *
 * @example
 * import { softplus, tensor } from '@hml/tensor';
 * softplus(tensor([-1000, 0, 1000])).toArray() // [0, 0.6931471805599453, 1000]
 * @see Dugas et al., "Incorporating second-order functional knowledge for better option pricing", NIPS 2000.
 */
export function softplus<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function softplus(x: TensorLike): Tensor {
  return apply(softplusOp, [x]);
}

const softplusKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = Math.max(v, 0) + log1pOf(expOf(-Math.abs(v)));
  }
};

const softplusOp = unary({
  name: 'softplus',
  result: 'floating',
  definition: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  kernel: softplusKernel,
  simd: softplusLanes,
  derivative: ({ x }) => sigmoid(x),
});
