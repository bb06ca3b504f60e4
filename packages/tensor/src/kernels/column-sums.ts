import { columnSumsLanes } from '#simd';
import { innerBlock } from '../blocks.ts';
import { checkArray, rowsOf } from './rows.ts';

/** What {@link columnSums} finds. */
export interface ColumnSums {
  /** The sums of the columns [nFeatures]. */
  readonly sums: Float64Array<ArrayBuffer>;
  /** The largest absolute value in each column [nFeatures]. */
  readonly largest: Float64Array<ArrayBuffer>;
}

/**
 * The sums of the columns, of differences to a row if one is given, and the largest absolute values.
 *
 * $$ s_j = \sum_i (x_{ij} - a_j), \qquad l_j = \max_i |x_{ij}| $$
 *
 * Shapes: X [n, nFeatures], shift [nFeatures] → both [nFeatures].
 * Numerics: $\sum_i$ runs as in `matmul`, with the same bits on every path; values are to be finite. Cost: $O(nd)$.
 *
 * @throws ShapeError where X does not consist of whole rows or the shift is no row.
 * @example
 * import { columnSums } from '@hml/tensor/kernels';
 * columnSums(Float64Array.of(1, -2, 3, 4), 2).sums // Float64Array [4, 2]
 * columnSums(Float64Array.of(1, -2, 3, 4), 2).largest // Float64Array [3, 4]
 */
export function columnSums(X: Float64Array, nFeatures: number, shift?: Float64Array): ColumnSums {
  const n = rowsOf('columnSums', 'X', X, nFeatures);
  const a = shift ?? new Float64Array(nFeatures);
  checkArray('columnSums', 'shift', a, nFeatures);
  const [sums, largest] = [new Float64Array(nFeatures), new Float64Array(nFeatures)];
  if (!columnSumsLanes(X, n, nFeatures, a, sums, largest)) plainSums(X, n, nFeatures, a, sums, largest);
  return { sums, largest };
}

function plainSums(X: Float64Array, n: number, d: number, a: Float64Array, sums: Float64Array, largest: Float64Array): void {
  const block = new Float64Array(d);
  for (let from = 0; from < n; from += innerBlock) {
    block.fill(0);
    for (let i = from, p = from * d; i < Math.min(from + innerBlock, n); i++) {
      for (let j = 0; j < d; j++, p++) {
        block[j] += X[p] - a[j];
        const size = Math.abs(X[p]);
        if (size > largest[j]) largest[j] = size;
      }
    }
    for (let j = 0; j < d; j++) sums[j] += block[j];
  }
}
