import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { broadcastTo } from './broadcast-to.ts';
import { expandDims } from './expand-dims.ts';
import { reshape } from './reshape.ts';
import { take } from './take.ts';

/**
 * Each part along an axis several times in a row.
 *
 * $$ y_{\dots j \dots} = x_{\dots \lfloor j / r \rfloor \dots}, \qquad \bar x_{\dots i \dots} = \sum_{\lfloor j / r \rfloor = i} \bar y_{\dots j \dots} $$
 *
 * Shapes: the size of the axis times `repeats`, or the sum of `repeats` when there is one number for each part. Without an axis the elements
 * are taken as one row. PyTorch calls it `repeat_interleave`; its `repeat` is {@link tile}.
 *
 * @throws ShapeError for an axis that does not exist, or repeats that are not whole, below 0 or not one for each part.
 * @example
 * import { repeat, tensor } from '@hml/tensor';
 * repeat(tensor([1, 2]), 2).toArray() // [1, 1, 2, 2]
 * repeat(tensor([[1, 2], [3, 4]]), [2, 0], 0).toArray() // [[1, 2], [1, 2]]
 */
export function repeat<D extends DType>(x: TensorLike<Shape, D>, repeats: number | readonly number[], axis?: number): Tensor<Shape, D>;
export function repeat(operand: TensorLike, repeats: number | readonly number[], axis?: number): Tensor {
  const x = asTensor('repeat', operand);
  const source = axis === undefined ? reshape(x, [x.size]) : x;
  const along = normalizeAxis('repeat', axis ?? 0, source.ndim);
  const n = source.shape[along];
  const counts = typeof repeats === 'number' ? [repeats] : repeats;
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0) || (typeof repeats !== 'number' && counts.length !== n)) {
    throw new ShapeError({
      where: 'repeat',
      what: 'repeats that do not fit',
      expected: `a whole number ≥ 0, or one for each of the ${n} parts`,
      got: JSON.stringify(repeats),
    });
  }
  if (typeof repeats === 'number') return evenly(source, repeats, along);
  return take(
    source,
    counts.flatMap((count, i) => Array<number>(count).fill(i)),
    along,
  );
}

/** The same number of times for each part: a view with a repeated axis, then one copy. */
function evenly(x: Tensor, times: number, axis: number): Tensor {
  const { shape } = x;
  const split = expandDims(x, axis + 1);
  const repeated = broadcastTo(split, split.shape.with(axis + 1, times));
  return reshape(repeated, shape.with(axis, shape[axis] * times));
}
