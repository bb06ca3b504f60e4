import { exp2Lanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { exp2Of } from '../math/exp2.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';

/**
 * The power of two, element by element.
 *
 * $$ y = 2^x, \qquad \bar x = \bar y\, y \ln 2 $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 1 ulp off in float64 and exact for whole x; results below the smallest normal number stay subnormal, above the largest they are infinite.
 *
 * @example
 * import { exp2, tensor } from '@hml/tensor';
 * exp2(tensor([0, 10, -1])).toArray() // [1, 1024, 0.5]
 */
export function exp2<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function exp2(x: TensorLike): Tensor {
  return apply(exp2Op, [x]);
}

const exp2Kernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = exp2Of(x[xOffset + i * xStride]);
};

const exp2Op = unary({
  name: 'exp2',
  result: 'floating',
  definition: (x) => 2 ** x,
  kernel: exp2Kernel,
  simd: exp2Lanes,
  derivative: ({ y }) => mul(y, Math.LN2),
});
