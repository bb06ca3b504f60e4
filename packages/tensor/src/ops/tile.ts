import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { broadcastTo } from './broadcast-to.ts';
import { reshape } from './reshape.ts';

/**
 * The whole tensor several times over, side by side along each axis.
 *
 * $$ y_{i_1 \dots i_n} = x_{i_1 \bmod s_1, \dots, i_n \bmod s_n}, \qquad \bar x = \sum_{\text{copies}} \bar y $$
 *
 * Shapes: each size times its entry of `reps`; a single number is for the last axis, and whichever list is shorter is filled up with ones
 * in front, as in NumPy. PyTorch calls it tile too, or `x.repeat`; {@link repeat} repeats element by element.
 *
 * @throws ShapeError for a number of copies that is not whole or below 0.
 * @example
 * import { tensor, tile } from '@hml/tensor';
 * tile(tensor([1, 2]), 2).toArray() // [1, 2, 1, 2]
 * tile(tensor([1, 2]), [2, 1]).toArray() // [[1, 2], [1, 2]]
 */
export function tile<D extends DType>(x: TensorLike<Shape, D>, reps: number | readonly number[]): Tensor<Shape, D>;
export function tile(operand: TensorLike, reps: number | readonly number[]): Tensor {
  const x = asTensor('tile', operand);
  const given = typeof reps === 'number' ? [reps] : reps;
  if (!given.every((n) => Number.isSafeInteger(n) && n >= 0))
    throw new ShapeError({ where: 'tile', what: 'not a number of copies', expected: 'whole numbers ≥ 0', got: shapeText(given) });
  const ndim = Math.max(x.ndim, given.length);
  const copies = [...Array<number>(ndim - given.length).fill(1), ...given];
  const shape = [...Array<number>(ndim - x.ndim).fill(1), ...x.shape];
  const apart = reshape(
    x,
    shape.flatMap((n) => [1, n]),
  );
  const repeated = broadcastTo(
    apart,
    shape.flatMap((n, i) => [copies[i], n]),
  );
  return reshape(
    repeated,
    shape.map((n, i) => n * copies[i]),
  );
}
