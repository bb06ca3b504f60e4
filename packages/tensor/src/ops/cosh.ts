import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { coshOf } from '../math/sinh-cosh.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { sinh } from './sinh.ts';

/**
 * The hyperbolic cosine, element by element.
 *
 * $$ y = \cosh x = \frac{e^x + e^{-x}}{2}, \qquad \bar x = \bar y \sinh x $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: at most 2 ulp off in float64, and finite up to $|x| = 710.47$.
 *
 * @example
 * import { cosh, tensor } from '@hml/tensor';
 * cosh(tensor([-1, 0, 1])).toArray() // [1.5430806348152…, 1, 1.5430806348152…]
 */
export function cosh<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function cosh(x: TensorLike): Tensor {
  return apply(coshOp, [x]);
}

const coshKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = coshOf(x[xOffset + i * xStride]);
};

const coshOp = unary({
  name: 'cosh',
  result: 'floating',
  definition: (x) => Math.cosh(x),
  kernel: coshKernel,
  derivative: ({ x }) => sinh(x),
});
