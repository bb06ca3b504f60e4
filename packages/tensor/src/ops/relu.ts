import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';
import { greater } from './greater.ts';

/**
 * The rectified linear unit, element by element.
 *
 * $$ y = \max(x, 0), \qquad \bar x = \bar y\,[x > 0] $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`.
 * Numerics: NaN stays. The gradient at 0 is 0, as in PyTorch; `maximum(x, 0)` would give ½.
 *
 * @example
 * import { relu, tensor } from '@hml/tensor';
 * relu(tensor([-1, 0, 2])).toArray() // [0, 0, 2]
 * @see Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010.
 */
export function relu<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function relu(x: TensorLike): Tensor {
  return apply(reluOp, [x]);
}

const reluKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.max(x[xOffset + i * xStride], 0);
};

const reluOp = unary({
  name: 'relu',
  result: 'same',
  definition: (x) => (x > 0 || Number.isNaN(x) ? x : 0),
  kernel: reluKernel,
  simd: (f, x) => f.max(x, 0),
  derivative: ({ x }) => cast(greater(x, 0), x.dtype),
});
