import type { DType } from '../dtype.ts';
import { compact } from '../elementwise.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, sameShape, shapeText } from '../shape.ts';
import { noteCut } from '../tape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { reshape } from './reshape.ts';
import { take } from './take.ts';

/**
 * The parts of a tensor for which a mask holds, one after the other: NumPy's `x[mask]`.
 *
 * $$ y_{j \dots} = x_{i_j \dots}, \qquad \bar x_{i_j \dots} = \bar y_{j \dots} \text{, 0 elsewhere} $$
 *
 * where $i_1, i_2, \dots$ are the places at which the mask holds, in row-major order.
 *
 * Shapes: the mask has the sizes of the first axes of `x`, which become one axis with a part for each place. How many there are depends on
 * the mask's values, so the mask cannot come from a trace; `where` and `maskedFill` keep the shape.
 *
 * @throws ShapeError for a mask of other sizes; DTypeError for a mask that is not bool; DataError for a mask without values.
 * @example
 * import { booleanMask, greater, tensor } from '@hml/tensor';
 * const x = tensor([[1, -2], [-3, 4]]);
 * booleanMask(x, greater(x, 0)).toArray() // [1, 4]
 * booleanMask(x, tensor([false, true])).toArray() // [[-3, 4]]
 */
export function booleanMask<D extends DType>(x: TensorLike<Shape, D>, mask: TensorLike<Shape, 'bool'>): Tensor<Shape, D>;
export function booleanMask(operand: TensorLike, mask: TensorLike): Tensor {
  const x = asTensor('booleanMask', operand);
  const m = asTensor('booleanMask', mask);
  if (m.dtype !== 'bool') {
    throw new DTypeError({
      where: 'booleanMask',
      what: 'a mask that is not bool',
      expected: 'a bool tensor',
      got: describeValue(m),
      fix: 'a comparison such as greater(x, 0) gives one; take(x, indices) takes indices',
    });
  }
  if (!sameShape(m.shape, x.shape.slice(0, m.ndim))) {
    throw new ShapeError({
      where: 'booleanMask',
      what: 'a mask of other sizes',
      expected: `the sizes of the first axes of ${shapeText(x.shape)}`,
      got: shapeText(m.shape),
    });
  }
  return take(reshape(x, [m.size, ...x.shape.slice(m.ndim)]), placesOf(m), 0);
}

/** Where the mask holds, in row-major order, as a tensor of indices. */
function placesOf(mask: Tensor): Tensor {
  const { data, offset } = compact(mask); // throws for a mask of a trace
  const places: number[] = [];
  for (let i = 0; i < mask.size; i++) if (data[offset + i] !== 0) places.push(i);
  return noteCut('booleanMask', mask, mask.like(Int32Array.from(places), [places.length], 'int32'));
}
