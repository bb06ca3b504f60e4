import type { DType } from '../dtype.ts';
import type { Range } from '../indexing.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxes, type Shape } from '../shape.ts';
import type { CheckNewAxes } from '../shape-checks.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { slice } from './slice.ts';

/** One more axis of size 1, where its place is literal and not negative. */
type ExpandDims<S extends Shape, A extends number | readonly number[]> = number extends S['length']
  ? Shape
  : A extends 0
    ? readonly [1, ...S]
    : A extends -1
      ? readonly [...S, 1]
      : A extends number
        ? SameRank<readonly [...S, 1]>
        : Shape;

/**
 * New axes of size 1.
 *
 * $$ y_{\dots 0 \dots} = x_{\dots}, \qquad \bar x_{\dots} = \bar y_{\dots 0 \dots} $$
 *
 * Shapes: `axis` says where the new axis, or each of several, stands in the result; negative ones count from its end. A view: nothing is
 * copied. `slice(x, null, '...')` does the same by position; PyTorch calls it unsqueeze.
 *
 * @throws ShapeError for a place that the result does not have, or the same one twice.
 * @example
 * import { expandDims, tensor } from '@hml/tensor';
 * expandDims(tensor([1, 2]), 0).toArray() // [[1, 2]]
 * expandDims(tensor([1, 2]), -1).toArray() // [[1], [2]]
 * expandDims(tensor([1, 2]), [0, 2]).shape // [1, 2, 1]
 */
export function expandDims<S extends Shape, D extends DType, const A extends number | readonly number[]>(
  x: TensorLike<S, D>,
  axis: A & CheckNewAxes<S, A>,
): Tensor<ExpandDims<S, A>, D>;
export function expandDims(operand: TensorLike, axis: number | readonly number[]): Tensor {
  const x = asTensor('expandDims', operand);
  const ndim = x.ndim + (typeof axis === 'number' ? 1 : axis.length);
  const places = normalizeAxes('expandDims', axis, ndim);
  return slice(x, ...Array.from({ length: ndim }, (_, i): Range => (places.includes(i) ? null : ':')));
}
