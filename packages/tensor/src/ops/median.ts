import type { DType, Floating } from '../dtype.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { quantiles } from './quantile.ts';

/**
 * The median of the elements along some axes, or of all: the middle one, or the mean of the middle two.
 *
 * $$ y = \tfrac12 \big( x_{(\lceil n/2 \rceil)} + x_{(\lfloor n/2 \rfloor + 1)} \big) $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`. Dtype: that of `x`; integers give float64.
 * A line with NaN in it gives NaN. The gradient goes to the middle element, or by halves to the middle two.
 *
 * @throws ShapeError for an axis that does not exist; DataError for an empty line.
 * @example
 * import { median, tensor } from '@hml/tensor';
 * median(tensor([[1, 9, 2], [3, 4, 50]])).item() // 3.5
 * median(tensor([[1, 9, 2], [3, 4, 50]]), 1).toArray() // [2, 4]
 */
export function median<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  axis?: A & CheckAxes<S, A>,
  options?: ReduceOptions<K>,
): Tensor<Reduce<S, A, K>, Floating<D>>;
export function median(operand: TensorLike, axis?: Axes, options?: ReduceOptions): Tensor {
  return quantiles('median', operand, 0.5, 1, axis, options);
}
