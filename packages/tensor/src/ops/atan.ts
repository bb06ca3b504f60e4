import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { atanOf } from '../math/atan.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';

/**
 * The inverse tangent, element by element.
 *
 * $$ y = \arctan x, \qquad \bar x = \frac{\bar y}{1 + x^2} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 1.5 ulp off in float64; ±π/2 at the infinities.
 *
 * @example
 * import { atan, tensor } from '@hml/tensor';
 * atan(tensor([-Infinity, 0, 1])).toArray() // [-1.5707963267948966, 0, 0.7853981633974483]
 */
export function atan<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function atan(x: TensorLike): Tensor {
  return apply(atanOp, [x]);
}

const atanKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = atanOf(x[xOffset + i * xStride]);
};

const atanOp = unary({
  name: 'atan',
  result: 'floating',
  definition: (x) => Math.atan(x),
  kernel: atanKernel,
  derivative: ({ x }) => div(1, add(1, mul(x, x))),
});
