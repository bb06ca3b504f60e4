import { cosLanes } from '#simd';
import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import { cosOf } from '../math/sin-cos.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { neg } from './neg.ts';
import { sin } from './sin.ts';

/**
 * The cosine, element by element.
 *
 * $$ y = \cos x, \qquad \bar x = -\bar y \sin x $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers give float64.
 * Numerics: at most 1 ulp off in float64. The multiple of π/2 is taken off in three parts up to 10⁵ and exactly beyond (Payne and Hanek), so any finite x is right.
 *
 * @example
 * import { cos, tensor } from '@hml/tensor';
 * cos(tensor([0, 1, 1e22])).toArray() // [1, 0.5403023058681398, 0.52321478539513…]
 */
export function cos<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function cos(x: TensorLike): Tensor {
  return apply(cosOp, [x]);
}

const cosKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = cosOf(x[xOffset + i * xStride]);
};

const cosOp = unary({
  name: 'cos',
  result: 'floating',
  definition: (x) => Math.cos(x),
  kernel: cosKernel,
  simd: cosLanes,
  derivative: ({ x }) => neg(sin(x)),
});
