import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { acosOf } from '../math/asin.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { rsqrt } from './rsqrt.ts';
import { sub } from './sub.ts';

/**
 * The inverse cosine, element by element.
 *
 * $$ y = \arccos x, \qquad \bar x = -\frac{\bar y}{\sqrt{1 - x^2}} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 1.5 ulp off in float64, also near 1. NaN beyond ±1. The derivative is evaluated as $(1 - x)^{-1/2} (1 + x)^{-1/2}$, which keeps its digits near ±1.
 *
 * @example
 * import { acos, tensor } from '@hml/tensor';
 * acos(tensor([-1, 0, 1])).toArray() // [3.141592653589793, 1.5707963267948966, 0]
 */
export function acos<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function acos(x: TensorLike): Tensor {
  return apply(acosOp, [x]);
}

const acosKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = acosOf(x[xOffset + i * xStride]);
};

const acosOp = unary({
  name: 'acos',
  result: 'floating',
  definition: (x) => Math.acos(x),
  kernel: acosKernel,
  derivative: ({ x }) => neg(mul(rsqrt(sub(1, x)), rsqrt(add(1, x)))),
});
