import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The greatest whole number that is not above each element.
 *
 * $$ y = \lfloor x \rfloor, \qquad \bar x = 0 $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers are unchanged.
 * Numerics: exact; infinities and NaN stay. The gradient is 0, also at the jumps.
 *
 * @example
 * import { floor, tensor } from '@hml/tensor';
 * floor(tensor([-1.5, 0.2, 3])).toArray() // [-2, 0, 3]
 */
export function floor<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function floor(x: TensorLike): Tensor {
  return apply(floorOp, [x]);
}

const floorKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.floor(x[xOffset + i * xStride]);
};

const floorOp = unary({
  name: 'floor',
  result: 'same',
  definition: (x) => -Math.ceil(-x),
  kernel: floorKernel,
  simd: (f, x) => f.floor(x),
  derivative: () => 0,
});
