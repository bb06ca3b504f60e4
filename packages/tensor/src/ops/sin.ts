import { sinLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { sinOf } from '../math/sin-cos.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cos } from './cos.ts';

/**
 * The sine, element by element.
 *
 * $$ y = \sin x, \qquad \bar x = \bar y \cos x $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: at most 1 ulp off in float64. The multiple of π/2 is taken off in three parts up to 10⁵ and exactly beyond (Payne and Hanek), so any finite x is right.
 *
 * @example
 * import { sin, tensor } from '@hml/tensor';
 * sin(tensor([0, 1, 1e22])).toArray() // [0, 0.8414709848078965, -0.8522008497671888]
 */
export function sin<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function sin(x: TensorLike): Tensor {
  return apply(sinOp, [x]);
}

const sinKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = sinOf(x[xOffset + i * xStride]);
};

const sinOp = unary({
  name: 'sin',
  result: 'floating',
  definition: (x) => Math.sin(x),
  kernel: sinKernel,
  simd: sinLanes,
  derivative: ({ x }) => cos(x),
});
