import type { DType, Floating } from '../dtype.ts';
import type { Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, Reduce } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { type QuantileOptions, quantiles } from './quantile.ts';

/**
 * Percentiles of the elements along some axes, or of all: quantiles in percent.
 *
 * $$ y = (1 - w)\, x_{(l)} + w\, x_{(l + 1)}, \qquad l + w = \tfrac{q}{100}\,(n - 1),\ 0 \le w < 1 $$
 *
 * Shapes: the axes given disappear, or stay with size 1 under `keepDims`; a list of percentiles becomes the first axis.
 * Dtype: that of `x`; integers give float64. A line with NaN in it gives NaN. The gradient goes to the two elements, with their weights.
 *
 * @throws OptionError for a percentile outside 0 … 100 or an unknown method; ShapeError for an axis that does not exist; DataError for an empty line.
 * @example
 * import { percentile, tensor } from '@hml/tensor';
 * percentile(tensor([10, 20, 30]), 25).item() // 15
 * percentile(tensor([10, 20, 30]), [0, 25], null, { method: 'higher' }).toArray() // [10, 20]
 */
export function percentile<D extends DType>(
  x: TensorLike<Shape, D>,
  q: readonly number[],
  axis?: Axes,
  options?: QuantileOptions,
): Tensor<Shape, Floating<D>>;
export function percentile<S extends Shape, D extends DType, const A extends Axes = undefined, K extends boolean = false>(
  x: TensorLike<S, D>,
  q: number,
  axis?: A & CheckAxes<S, A>,
  options?: QuantileOptions<K>,
): Tensor<Reduce<S, A, K>, Floating<D>>;
export function percentile(operand: TensorLike, q: number | readonly number[], axis?: Axes, options?: QuantileOptions): Tensor {
  return quantiles('percentile', operand, q, 100, axis, options);
}
