import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { Axes } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { concat } from './concat.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';

/**
 * The elements shifted along an axis; those pushed out at one end come in at the other.
 *
 * $$ y_{\dots (i + s) \bmod n \dots} = x_{\dots i \dots}, \qquad \bar x = \operatorname{roll}(\bar y, -s) $$
 *
 * Shapes: x [...] → y [...]. Without an axis the elements are shifted as one row. With several axes there is one shift for each, or one
 * for all.
 *
 * @throws ShapeError for an axis that does not exist, a shift that is no whole number, or another number of shifts than of axes.
 * @example
 * import { roll, tensor } from '@hml/tensor';
 * roll(tensor([1, 2, 3, 4]), 1).toArray() // [4, 1, 2, 3]
 * roll(tensor([[1, 2], [3, 4]]), [1, 1], [0, 1]).toArray() // [[4, 3], [2, 1]]
 */
export function roll<S extends Shape, D extends DType>(x: TensorLike<S, D>, shift: number | readonly number[], axis?: Axes): Tensor<S, D>;
export function roll(operand: TensorLike, shift: number | readonly number[], axis?: Axes): Tensor {
  const x = asTensor('roll', operand);
  if (axis === undefined || axis === null) return reshape(rolled(reshape(x, [x.size]), shift, [0]), x.shape);
  return rolled(x, shift, typeof axis === 'number' ? [axis] : axis);
}

function rolled(x: Tensor, shift: number | readonly number[], axes: readonly number[]): Tensor {
  const shifts = typeof shift === 'number' ? axes.map(() => shift) : shift;
  if (shifts.length !== axes.length || !shifts.every(Number.isInteger)) {
    throw new ShapeError({
      where: 'roll',
      what: 'shifts that do not fit',
      expected: `a whole number, or one for each of ${axes.length} axes`,
      got: String(shift),
    });
  }
  return axes.reduce((y, axis, i) => rollAxis(y, shifts[i], normalizeAxis('roll', axis, x.ndim)), x);
}

/** The last `shift` parts first, then the others. */
function rollAxis(x: Tensor, shift: number, axis: number): Tensor {
  const n = x.shape[axis];
  const start = n === 0 ? 0 : (n - (shift % n)) % n;
  if (start === 0) return x;
  const part = (from: number, to: number): Tensor => slice(x, ...x.shape.map((_, i) => (i === axis ? ([from, to] as const) : ':')));
  return concat([part(start, n), part(0, start)], axis);
}
