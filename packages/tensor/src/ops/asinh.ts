import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { asinhOf } from '../math/asinh.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { hypot } from './hypot.ts';
import { reciprocal } from './reciprocal.ts';

/**
 * The inverse hyperbolic sine, element by element.
 *
 * $$ y = \operatorname{arsinh} x = \ln(x + \sqrt{x^2 + 1}), \qquad \bar x = \frac{\bar y}{\sqrt{x^2 + 1}} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated with $\ln(1 + x)$, at most 2.5 ulp off in float64, also near 0, and finite for every finite x.
 *
 * @example
 * import { asinh, tensor } from '@hml/tensor';
 * asinh(tensor([0, 1, 1e-20])).toArray() // [0, 0.881373587019543, 1e-20]
 */
export function asinh<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function asinh(x: TensorLike): Tensor {
  return apply(asinhOp, [x]);
}

const asinhKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = asinhOf(x[xOffset + i * xStride]);
};

const asinhOp = unary({
  name: 'asinh',
  result: 'floating',
  definition: (x) => Math.asinh(x),
  kernel: asinhKernel,
  derivative: ({ x }) => reciprocal(hypot(1, x)), // the square of x would overflow
});
