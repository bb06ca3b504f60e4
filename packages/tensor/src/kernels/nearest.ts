import { distanceBlocks } from '#simd';
import { OptionError } from '../errors.ts';
import { squaredDistance } from './pairwise-squared-distances.ts';
import { checkCount, rowsOf } from './rows.ts';

/** The nearest rows of each row. */
export interface Nearest {
  /** Which rows they are, the nearest first. Shape [m, k]. */
  readonly indices: Int32Array<ArrayBuffer>;
  /** How far they are, squared. Shape [m, k]. */
  readonly squaredDistances: Float64Array<ArrayBuffer>;
}

/**
 * The `k` rows of Y that are nearest to each row of X, in the Euclidean distance.
 *
 * Shapes: X [m, nFeatures], Y [n, nFeatures] → [m, k], the nearest first; of rows equally far the one with the lower index.
 * Numerics: the distances are those of `pairwiseSquaredDistances`, of which only a block exists at a time. Values must be finite.
 * Cost: $O(mnd)$, and $O(k)$ for each row that is nearer than those before it.
 *
 * @throws ShapeError where an array does not consist of whole rows; OptionError where Y has fewer than `k`.
 * @example
 * import { nearest } from '@hml/tensor/kernels';
 * const { indices, squaredDistances } = nearest(Float64Array.of(2.2), Float64Array.of(0, 1, 2, 3), 1, 2);
 * indices // Int32Array [2, 3]
 * Math.sqrt(squaredDistances[1]).toFixed(3) // '0.800'
 */
export function nearest(X: Float64Array, Y: Float64Array, nFeatures: number, k: number): Nearest {
  const m = rowsOf('nearest', 'X', X, nFeatures);
  const n = rowsOf('nearest', 'Y', Y, nFeatures);
  if (checkCount('nearest', 'k', k) > n) {
    throw new OptionError({ where: 'nearest', what: 'more neighbours than rows', expected: `k ≤ ${n}`, got: String(k) });
  }
  const best = { indices: new Int32Array(m * k), squaredDistances: new Float64Array(m * k) };
  const done = distanceBlocks(X, m, Y, n, nFeatures, ({ view, at, step, i, rows, j, columns, below }) => {
    for (let r = 0; r < rows; r++) {
      const row = at + r * step;
      for (let c = 0; c < columns; c++) {
        if (j + c >= k) c = below(row, c, columns, best.squaredDistances[(i + r + 1) * k - 1]);
        if (c < columns) offer(best, k, i + r, j + c, view[row + c]);
      }
    }
  });
  if (done) return best;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) offer(best, k, i, j, squaredDistance(nFeatures, X, i * nFeatures, Y, j * nFeatures));
  }
  return best;
}

/** Takes row j in among the nearest of row i, if it is one of them. Rows are offered in the order of their indices. */
function offer({ indices, squaredDistances }: Nearest, k: number, i: number, j: number, distance: number): void {
  const first = i * k;
  if (j >= k && !(distance < squaredDistances[first + k - 1])) return;
  let at = first + Math.min(j, k - 1);
  for (; at > first && squaredDistances[at - 1] > distance; at--) {
    squaredDistances[at] = squaredDistances[at - 1];
    indices[at] = indices[at - 1];
  }
  squaredDistances[at] = distance;
  indices[at] = j;
}
