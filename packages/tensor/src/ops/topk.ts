import type { DType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { argsort } from './argsort.ts';
import { takeAlongAxis } from './take-along-axis.ts';

/** Options of {@link topk}. */
export interface TopkOptions {
  /** Whether the largest are taken, or else the smallest. @defaultValue true */
  readonly largest?: boolean;
}

/** What {@link topk} gives. */
export interface Topk<S extends Shape = Shape, D extends DType = DType> {
  /** The elements taken, the first one first. */
  readonly values: Tensor<S, D>;
  /** Where they stand along the axis. */
  readonly indices: Tensor<S, 'int32'>;
}

/**
 * The k largest elements of each line along an axis, in descending order, or the k smallest in ascending order.
 *
 * $$ y_k = x_{\pi(k)}, \quad x_{\pi(1)} \ge x_{\pi(2)} \ge \dots, \qquad \bar x_{\pi(k)} = \bar y_k $$
 *
 * Shapes: like `x`, with size k along `axis`, which is the last one if not given. Dtype: that of `x`, the indices int32.
 * Of equal elements the first counts. NaN is taken last, unlike in PyTorch, where it counts as the largest. Cost: $O(n \log n)$ per line.
 *
 * @throws OptionError unless k is a whole number from 0 to the size of the axis; ShapeError for an axis that does not exist.
 * @example
 * import { tensor, topk } from '@hml/tensor';
 * const { values, indices } = topk(tensor([10, 40, 20, 40]), 3);
 * values.toArray() // [40, 40, 20]
 * indices.toArray() // [1, 3, 2]
 */
export function topk<S extends Shape, D extends DType>(
  x: TensorLike<S, D>,
  k: number,
  axis?: number,
  options?: TopkOptions,
): Topk<SameRank<S>, D>;
export function topk(operand: TensorLike, k: number, axis = -1, options?: TopkOptions): Topk {
  const { largest } = withDefaults('topk', { largest: true }, options);
  const x = asTensor('topk', operand);
  const along = normalizeAxis('topk', axis, x.ndim);
  const n = x.shape[along];
  if (!Number.isInteger(k) || k < 0 || k > n) {
    throw new OptionError({
      where: 'topk',
      what: 'no such number of elements',
      expected: `k, a whole number from 0 to ${n}`,
      got: `k = ${k}`,
    });
  }
  const first = x.shape.map((_, i) => (i === along ? ([0, k] as const) : ':'));
  const indices = argsort(x, along, { descending: largest }).slice(...first);
  return { values: takeAlongAxis(x, indices, along), indices: indices.cast('int32') };
}
