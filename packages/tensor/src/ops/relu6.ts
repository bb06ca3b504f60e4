import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';
import { greater } from './greater.ts';
import { less } from './less.ts';
import { logicalAnd } from './logical-and.ts';

/**
 * The rectified linear unit cut at 6, element by element.
 *
 * $$ y = \min(\max(x, 0), 6), \qquad \bar x = \bar y\,[0 < x < 6] $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`.
 * Numerics: NaN stays. The gradient at 0 and at 6 is 0, as in PyTorch.
 *
 * @example
 * import { relu6, tensor } from '@hml/tensor';
 * relu6(tensor([-1, 3, 8])).toArray() // [0, 3, 6]
 * @see Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010.
 */
export function relu6<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function relu6(x: TensorLike): Tensor {
  return apply(relu6Op, [x]);
}

const relu6Kernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = Math.min(Math.max(x[xOffset + i * xStride], 0), 6);
};

const relu6Op = unary({
  name: 'relu6',
  result: 'same',
  definition: (x) => Math.min(Math.max(x, 0), 6),
  kernel: relu6Kernel,
  simd: (f, x) => f.min(f.max(x, 0), 6),
  derivative: ({ x }) => cast(logicalAnd(greater(x, 0), less(x, 6)), x.dtype),
});
