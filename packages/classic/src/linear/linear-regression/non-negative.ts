import type { Ticks } from '../../estimator/rows.ts';
import type { Triangle } from '../least-squares/triangle.ts';
import { FreeColumns } from './free-columns.ts';

/**
 * Non-negative least squares of target `o` from the triangle of the columns, by the active set of Lawson and Hanson.
 *
 * A set of columns may be positive, all others are 0. The column that promises most joins it, least squares of the set are solved, and where
 * that makes a coefficient negative, the way there ends when the first becomes 0, which then leaves the set. The squares fall each time,
 * so no set comes twice. Columns are `unit` times those of the data, whose units decide which promises most: where many solutions are best,
 * as with fewer rows than columns, that makes it the one of scikit-learn.
 *
 * @see C. Lawson, R. Hanson, Solving Least Squares Problems (1974), chapter 23.
 */
export function* nonNegative(triangle: Triangle, o: number, unit: Float64Array): Ticks<Float64Array> {
  const d = unit.length;
  const columns = new FreeColumns(triangle, o, d);
  const w = new Float64Array(d);
  for (let round = 0; round < 10 * d; round++) {
    const j = columns.mostPromising(unit);
    if (j < 0) break;
    columns.add(j);
    for (;;) {
      const z = columns.solve();
      const share = columns.free.reduce((least, i) => Math.min(least, partOfWay(w[i], z[i])), 1);
      const staying = columns.free.filter((i) => partOfWay(w[i], z[i]) > share);
      for (let i = 0; i < d; i++) w[i] = share === 1 ? z[i] : Math.max(0, w[i] + share * (z[i] - w[i]));
      if (share === 1) break;
      for (const i of columns.free) if (!staying.includes(i)) w[i] = 0;
      columns.reset(staying);
      yield;
    }
    yield;
  }
  return w;
}

/** How far one can go from w ≥ 0 to z before the coefficient becomes negative; more than 1 where it does not. */
function partOfWay(w: number, z: number): number {
  if (z > 0) return 2;
  return w === 0 ? 0 : w / (w - z);
}
