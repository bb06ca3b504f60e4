import { refuseBool } from '../declare.ts';
import { allocate, type DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { addAt } from './index-add.ts';
import { indexTensor } from './take.ts';

/**
 * The sums of the parts of a tensor that belong to the same segment, wherever they stand.
 *
 * $$ y_{s \dots} = \sum_{i : k_i = s} x_{i \dots}, \qquad \bar x_{i \dots} = \bar y_{k_i \dots} $$
 *
 * Shapes: x [n, ...] and segments [n] → y [nSegments, ...]. Segment numbers need not be in order; a segment without parts sums to 0.
 * Dtype: that of `x`. Numerics: parts are added one after the other, in their order.
 *
 * @throws ShapeError for a segment number out of range or another number of them than of parts; DTypeError for bools, or segment numbers
 * that are not integers.
 * @example
 * import { segmentSum, tensor } from '@hml/tensor';
 * segmentSum(tensor([1, 10, 100]), [0, 2, 0], 3).toArray() // [101, 0, 10]
 */
export function segmentSum<D extends DType>(
  x: TensorLike<Shape, D>,
  segments: TensorLike | readonly number[],
  nSegments: number,
): Tensor<Shape, D>;
export function segmentSum(operand: TensorLike, segments: TensorLike | readonly number[], nSegments: number): Tensor {
  const x = asTensor('segmentSum', operand);
  refuseBools(x.dtype);
  if (x.ndim === 0 || !Number.isSafeInteger(nSegments) || nSegments < 0) {
    throw new ShapeError({
      where: 'segmentSum',
      what: x.ndim === 0 ? 'nothing to add up' : 'not a number of segments',
      expected: x.ndim === 0 ? 'at least one axis' : 'a whole number ≥ 0',
      got: x.ndim === 0 ? 'a scalar' : String(nSegments),
    });
  }
  const at = indexTensor('segmentSum', x, segments);
  if (at.ndim !== 1 || at.size !== x.shape[0]) {
    const expected = `segments [${x.shape[0]}], one for each row of x`;
    throw new ShapeError({ where: 'segmentSum', what: 'another number of segments', expected, got: shapeText(at.shape) });
  }
  const shape = x.shape.with(0, nSegments);
  return addAt('segmentSum', x.like(allocate(x.dtype, sizeOf(shape)), shape, x.dtype), at, x, 0);
}

const refuseBools = refuseBool('segmentSum', "cast(x, 'int32') first");
