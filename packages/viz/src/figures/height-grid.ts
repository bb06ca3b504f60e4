import type { Matrix, Vector } from '@hml/tensor';
import { DataError, isTensor } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import { asNumbers, isList } from './points.ts';

/** Heights over an evenly spaced grid, in arrays of our own. */
export interface HeightGrid {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** [ny · nx], row by row; NaN where there is no height. */
  readonly z: Float64Array;
  readonly leftOut: number;
}

/** Copies and checks the grid that a user gave. */
export function asHeightGrid(
  where: string,
  x: ArrayLike<number> | Vector,
  y: ArrayLike<number> | Vector,
  z: readonly ArrayLike<number>[] | Matrix,
): HeightGrid {
  const xs = gridLine(where, 'x', x);
  const ys = gridLine(where, 'y', y);
  const heights = gridValues(where, z, xs.length, ys.length);
  return { x: xs, y: ys, z: heights, leftOut: heights.length - heights.filter(Number.isFinite).length };
}

function gridLine(where: string, name: string, values: ArrayLike<number> | Vector): Float64Array {
  const line = asNumbers(where, name, values, `${where}(x, y, z)`);
  const step = (line[line.length - 1] - line[0]) / (line.length - 1);
  const even = line.length > 1 && step > 0 && line.every((value, i) => Math.abs(value - line[0] - i * step) <= 1e-6 * step);
  if (even) return line;
  throw new DataError({
    where,
    what: `${name} is not evenly spaced`,
    expected: 'at least two rising numbers with the same step',
    got: Array.from(line.subarray(0, 4)).join(', ') + (line.length > 4 ? ', …' : ''),
    fix: 'linspace(low, high, n)',
  });
}

/** The heights row by row, with what is not finite as NaN. */
function gridValues(where: string, z: readonly ArrayLike<number>[] | Matrix, nx: number, ny: number): Float64Array {
  const rows = isTensor(z) && z.ndim === 2 ? Array.from({ length: z.shape[0] }, (_, i) => z.at(i).toTypedArray()) : z;
  if (!isTensor(rows) && isList(rows) && rows.length === ny && rows.every((row) => isList(row) && row.length === nx)) {
    const heights = rows.flatMap((row, i) => Array.from(asNumbers(where, `row ${i} of z`, row, `${where}(x, y, z)`)));
    if (heights.some(Number.isFinite)) return Float64Array.from(heights, (value) => (Number.isFinite(value) ? value : Number.NaN));
  }
  throw new DataError({
    where,
    what: 'z is no grid of heights',
    expected: `z [${ny}, ${nx}] with finite numbers: one row per y, one column per x`,
    got: describeValue(z),
    fix: 'z[i][j] = f(x[j], y[i])',
  });
}
