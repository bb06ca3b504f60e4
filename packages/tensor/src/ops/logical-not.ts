import { apply } from '../apply.ts';
import { unary } from '../declare.ts';
import type { UnaryLoop } from '../elementwise.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';

/**
 * Whether an element does not hold.
 *
 * $$ y = [x = 0] $$
 *
 * Shapes: x [...] → y [...]. Dtype: bool. What is not bool holds where it differs from 0; NaN holds.
 * No gradient: the result is constant wherever it has a derivative.
 *
 * @example
 * import { logicalNot, tensor } from '@hml/tensor';
 * logicalNot(tensor([true, false])).toArray() // [false, true]
 */
export function logicalNot<S extends Shape>(x: TensorLike<S>): Tensor<S, 'bool'>;
export function logicalNot(x: TensorLike): Tensor {
  return apply(logicalNotOp, [x]);
}

const logicalNotKernel: UnaryLoop = (n, x, xOffset, xStride, y, yOffset) => {
  for (let i = 0; i < n; i++) y[yOffset + i] = x[xOffset + i * xStride] === 0 ? 1 : 0;
};

const logicalNotOp = unary({
  name: 'logicalNot',
  result: 'bool',
  definition: (x) => Number(!(x !== 0)),
  kernel: logicalNotKernel,
});
