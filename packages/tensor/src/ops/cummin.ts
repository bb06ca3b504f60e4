import { apply } from '../apply.ts';
import { lines } from '../declare-lines.ts';
import type { DType } from '../dtype.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { latest } from './cummax.ts';
import { scanned } from './cumsum.ts';
import { takeAlongAxis } from './take-along-axis.ts';

/**
 * The smallest element so far along an axis, or of all elements read row by row.
 *
 * $$ y_k = \min_{i \le k} x_i, \qquad \bar x_i = \sum_{k : \text{the extreme at } k \text{ stands at } i} \bar y_k $$
 *
 * Shapes: x [...] → y [...], or one axis with all elements if no axis is given. Dtype: that of `x`.
 * Of equal elements the latest gets the gradient, as in PyTorch. From the first NaN on, the result is NaN.
 *
 * @throws ShapeError for an axis that does not exist.
 * @example
 * import { cummin, tensor } from '@hml/tensor';
 * cummin(tensor([3, 1, 4])).toArray() // [3, 1, 1]
 */
export function cummin<D extends DType>(x: TensorLike<Shape, D>, axis?: undefined): Tensor<readonly [number], D>;
export function cummin<S extends Shape, D extends DType, const A extends number>(
  x: TensorLike<S, D>,
  axis: A & CheckAxes<S, A>,
): Tensor<S, D>;
export function cummin(operand: TensorLike, axis?: number): Tensor {
  const { x, along } = scanned('cummin', operand, axis);
  return takeAlongAxis(x, apply(cumminPlacesOp, [x], { axis: along }), along);
}

/** Where the smallest so far stands. */
const cumminPlacesOp = lines({
  name: 'cummin',
  dtype: () => 'int32',
  definition: (line) => line.map((_, k) => latest(line.slice(0, k + 1), Math.min)),
  kernel: (n, x, xOffset, y, yOffset) => {
    let place = 0;
    for (let k = 0; k < n; k++) {
      const v = x[xOffset + k];
      const extreme = x[xOffset + place];
      if (v <= extreme || (Number.isNaN(v) && !Number.isNaN(extreme))) place = k;
      y[yOffset + k] = place;
    }
  },
});
