import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { asinOf } from '../math/asin.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';
import { rsqrt } from './rsqrt.ts';
import { sub } from './sub.ts';

/**
 * The inverse sine, element by element.
 *
 * $$ y = \arcsin x, \qquad \bar x = \frac{\bar y}{\sqrt{1 - x^2}} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 2 ulp off in float64. NaN beyond ±1. The derivative is evaluated as $(1 - x)^{-1/2} (1 + x)^{-1/2}$, which keeps its digits near ±1.
 *
 * @example
 * import { asin, tensor } from '@hml/tensor';
 * asin(tensor([-1, 0, 0.5])).toArray() // [-1.5707963267948966, 0, 0.5235987755982989]
 */
export function asin<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function asin(x: TensorLike): Tensor {
  return apply(asinOp, [x]);
}

const asinKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = asinOf(x[xOffset + i * xStride]);
};

const asinOp = unary({
  name: 'asin',
  result: 'floating',
  definition: (x) => Math.asin(x),
  kernel: asinKernel,
  derivative: ({ x }) => mul(rsqrt(sub(1, x)), rsqrt(add(1, x))),
});
