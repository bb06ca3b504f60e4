import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { acoshOf } from '../math/asinh.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';
import { rsqrt } from './rsqrt.ts';
import { sub } from './sub.ts';

/**
 * The inverse hyperbolic cosine, element by element.
 *
 * $$ y = \operatorname{arcosh} x = \ln(x + \sqrt{x^2 - 1}), \qquad \bar x = \frac{\bar y}{\sqrt{x - 1} \sqrt{x + 1}} $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: evaluated with $\ln(1 + x)$, at most 2.5 ulp off in float64, also near 1, and finite for every finite x. NaN below 1.
 *
 * @example
 * import { acosh, tensor } from '@hml/tensor';
 * acosh(tensor([1, 2, 0])).toArray() // [0, 1.3169578969248166, NaN]
 */
export function acosh<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function acosh(x: TensorLike): Tensor {
  return apply(acoshOp, [x]);
}

const acoshKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = acoshOf(x[xOffset + i * xStride]);
};

const acoshOp = unary({
  name: 'acosh',
  result: 'floating',
  definition: (x) => Math.acosh(x),
  kernel: acoshKernel,
  derivative: ({ x }) => mul(rsqrt(sub(x, 1)), rsqrt(add(x, 1))),
});
