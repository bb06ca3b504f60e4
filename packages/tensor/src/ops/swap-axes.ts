import type { DType } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { transpose } from './transpose.ts';

/**
 * Two axes exchanged.
 *
 * $$ y_{\dots j \dots i \dots} = x_{\dots i \dots j \dots}, \qquad \bar x = \operatorname{swapAxes}(\bar y) $$
 *
 * Shapes: the sizes of the two axes change places. A view: nothing is copied. `transpose` orders all axes at once.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { swapAxes, zeros } from '@hml/tensor';
 * swapAxes(zeros([2, 3, 4]), 0, -1).shape // [4, 3, 2]
 */
export function swapAxes<S extends Shape, D extends DType, const A extends number, const B extends number>(
  x: TensorLike<S, D>,
  axis1: A & CheckAxes<S, A>,
  axis2: B & CheckAxes<S, B>,
): Tensor<SameRank<S>, D>;
export function swapAxes(operand: TensorLike, axis1: number, axis2: number): Tensor {
  const x = asTensor('swapAxes', operand);
  const a = normalizeAxis('swapAxes', axis1, x.ndim);
  const b = normalizeAxis('swapAxes', axis2, x.ndim);
  return transpose(
    x,
    x.shape.map((_, i) => (i === a ? b : i === b ? a : i)),
  );
}
