import { logSigmoidLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { expOf } from '../math/exp.ts';
import { log1pOf } from '../math/log1p.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { neg } from './neg.ts';
import { sigmoid } from './sigmoid.ts';

/**
 * The logarithm of the logistic function, element by element.
 *
 * $$ y = \log \sigma(x) = -\log(1 + e^{-x}), \qquad \bar x = \bar y\,\sigma(-x) $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated as $\min(x, 0) - \log(1 + e^{-|x|})$, finite for every finite $x$; `log(sigmoid(x))` is −∞ below −745.
 *
 * @example
 * import { logSigmoid, tensor } from '@hml/tensor';
 * logSigmoid(tensor([-1000, 0, 1000])).toArray() // [-1000, -0.6931471805599453, 0]
 */
export function logSigmoid<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function logSigmoid(x: TensorLike): Tensor {
  return apply(logSigmoidOp, [x]);
}

const logSigmoidKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) {
    const v = x[xOffset + i * xStride];
    y[yOffset + i] = Math.min(v, 0) - log1pOf(expOf(-Math.abs(v)));
  }
};

const logSigmoidOp = unary({
  name: 'logSigmoid',
  result: 'floating',
  definition: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
  kernel: logSigmoidKernel,
  simd: logSigmoidLanes,
  derivative: ({ x }) => sigmoid(neg(x)),
});
