import type { DType } from '../dtype.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxes, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { slice } from './slice.ts';

/**
 * The elements in reverse order along some axes, or all.
 *
 * $$ y_{\dots i \dots} = x_{\dots n - 1 - i \dots}, \qquad \bar x = \operatorname{flip}(\bar y) $$
 *
 * Shapes: x [...] → y [...]. A view: nothing is copied.
 *
 * @throws ShapeError for an axis that does not exist, or the same one twice.
 * @example
 * import { flip, tensor } from '@hml/tensor';
 * const x = tensor([[1, 2], [3, 4]]);
 * flip(x).toArray() // [[4, 3], [2, 1]]
 * flip(x, 0).toArray() // [[3, 4], [1, 2]]
 */
export function flip<S extends Shape, D extends DType, const A extends Axes = undefined>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
): Tensor<S, D>;
export function flip(operand: TensorLike, axis?: Axes): Tensor {
  const x = asTensor('flip', operand);
  const axes = normalizeAxes('flip', axis, x.ndim);
  return slice(x, ...x.shape.map((_, i) => (axes.includes(i) ? ([null, null, -1] as const) : ':')));
}
