import { expm1Lanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { expm1Of } from '../math/expm1.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { exp } from './exp.ts';

/**
 * The exponential function less one, element by element.
 *
 * $$ y = e^x - 1, \qquad \bar x = \bar y\, e^x $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 1 ulp off in float64, also near 0, where $e^x - 1$ itself would lose every digit. The derivative keeps its left tail.
 *
 * @example
 * import { expm1, tensor } from '@hml/tensor';
 * expm1(tensor([0, 1e-20, -Infinity])).toArray() // [0, 1e-20, -1]
 */
export function expm1<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function expm1(x: TensorLike): Tensor {
  return apply(expm1Op, [x]);
}

const expm1Kernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = expm1Of(x[xOffset + i * xStride]);
};

const expm1Op = unary({
  name: 'expm1',
  result: 'floating',
  definition: (x) => Math.expm1(x),
  kernel: expm1Kernel,
  simd: expm1Lanes,
  derivative: ({ x }) => exp(x), // y + 1 would lose the left tail,
});
