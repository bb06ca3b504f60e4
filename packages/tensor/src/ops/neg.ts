import { apply } from '../apply.ts';
import { refuseBool, unary } from '../declare.ts';
import type { DType } from '../dtype.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * The negative of each element.
 *
 * $$ y = -x, \qquad \bar x = -\bar y $$
 *
 * Shapes: x [...] → y [...]. Dtype: that of `x`; int32 and uint8 wrap around, bool is refused.
 *
 * @example
 * import { neg, tensor } from '@hml/tensor';
 * neg(tensor([1, -2])).toArray() // [-1, 2]
 */
export function neg<S extends Shape, D extends DType>(x: TensorLike<S, D>): Tensor<S, D>;
export function neg(x: TensorLike): Tensor {
  return apply(negOp, [x]);
}

const negKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = -x[xOffset + i * xStride];
};

const negOp = unary({
  name: 'neg',
  result: 'same',
  definition: (x) => -x,
  kernel: negKernel,
  simd: (f, x) => f.neg(x),
  check: refuseBool('neg', "equal(x, 0), or cast(x, 'int32') first"),
  derivative: () => -1,
});
