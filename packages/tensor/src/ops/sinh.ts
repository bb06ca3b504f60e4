import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { sinhOf } from '../math/sinh-cosh.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cosh } from './cosh.ts';

/**
 * The hyperbolic sine, element by element.
 *
 * $$ y = \sinh x = \frac{e^x - e^{-x}}{2}, \qquad \bar x = \bar y \cosh x $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated with $e^{|x|} - 1$, at most 2 ulp off in float64, also near 0, and finite up to $|x| = 710.47$. −0 stays −0.
 *
 * @example
 * import { sinh, tensor } from '@hml/tensor';
 * sinh(tensor([-1, 0, 1e-20])).toArray() // [-1.1752011936438014, 0, 1e-20]
 */
export function sinh<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function sinh(x: TensorLike): Tensor {
  return apply(sinhOp, [x]);
}

const sinhKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = sinhOf(x[xOffset + i * xStride]);
};

const sinhOp = unary({
  name: 'sinh',
  result: 'floating',
  definition: (x) => Math.sinh(x),
  kernel: sinhKernel,
  derivative: ({ x }) => cosh(x),
});
