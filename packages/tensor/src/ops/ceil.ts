import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The smallest whole number that is not below each element.
 *
 * $$ y = \lceil x \rceil, \qquad \bar x = 0 $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; integers are unchanged.
 * Numerics: exact; infinities and NaN stay. The gradient is 0, also at the jumps.
 *
 * @example
 * import { ceil, tensor } from '@hml/tensor';
 * ceil(tensor([-1.5, 0.2, 3])).toArray() // [-1, 1, 3]
 */
export function ceil<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function ceil(x: TensorLike): Tensor {
  return apply(ceilOp, [x]);
}

const ceilKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.ceil(x[xOffset + i * xStride]);
};

const ceilOp = unary({
  name: 'ceil',
  result: 'same',
  definition: (x) => -Math.floor(-x),
  kernel: ceilKernel,
  simd: (f, x) => f.ceil(x),
  derivative: () => 0,
});
