import { expLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { expOf } from '../math/exp.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The exponential function, element by element.
 *
 * $$ y = e^x, \qquad \bar x = \bar y\, y $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: our own polynomial, at most 1.5 ulp off in float64; results below the smallest normal number stay subnormal, above the largest they are infinite.
 *
 * @example
 * import { exp, tensor } from '@hml/tensor';
 * exp(tensor([0, 1, -Infinity])).toArray() // [1, 2.718281828459045, 0]
 */
export function exp<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function exp(x: TensorLike): Tensor {
  return apply(expOp, [x]);
}

const expKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = expOf(x[xOffset + i * xStride]);
};

const expOp = unary({
  name: 'exp',
  result: 'floating',
  definition: (x) => Math.exp(x),
  kernel: expKernel,
  simd: expLanes,
  derivative: ({ y }) => y,
});
