import { gramProduct } from '#simd';
import { innerBlock } from '../blocks.ts';
import { checkArray, lessRows, rowsOf } from './rows.ts';

/**
 * The Gram matrix of the columns: the product of a matrix with its own transpose. Rows in `shift` are subtracted first, one after the other:
 * means, for example, of which one number does not hold enough digits.
 *
 * $$ G = X^\top X, \qquad g_{ij} = \sum_l x_{li} x_{lj} $$
 *
 * Shapes: X [n, nFeatures], each shift [nFeatures] → [nFeatures, nFeatures].
 * Numerics: exactly symmetric. $\sum_l$ runs as in `matmul`, with the same bits on every path. Cost: $O(nd^2)$, of which half is computed.
 *
 * @throws ShapeError where X does not consist of whole rows or a shift is no row.
 * @example
 * import { gram } from '@hml/tensor/kernels';
 * gram(Float64Array.of(1, 2, 3, 4, 5, 6), 2) // Float64Array [35, 44, 44, 56]
 * gram(Float64Array.of(1, 2, 3, 4, 5, 6), 2, Float64Array.of(3, 4)) // Float64Array [8, 8, 8, 8]
 */
export function gram(X: Float64Array, nFeatures: number, ...shift: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  return gramOf('gram', X, nFeatures, undefined, shift);
}

/**
 * The Gram matrix of the columns with a weight for each row. Rows in `shift` are subtracted first, as in {@link gram}.
 *
 * $$ G = X^\top W X, \qquad g_{ij} = \sum_l (w_l x_{li}) x_{lj} \text{ for } i \ge j $$
 *
 * Shapes: X [n, nFeatures], sampleWeight [n], each shift [nFeatures] → [nFeatures, nFeatures].
 * Numerics: exactly symmetric, with the same bits on every path; weights may be negative. Cost: $O(nd^2)$, of which half is computed.
 *
 * @throws ShapeError where X does not consist of whole rows, has another number of them than there are weights, or a shift is no row.
 * @example
 * import { weightedGram } from '@hml/tensor/kernels';
 * weightedGram(Float64Array.of(1, 2, 3, 4), 2, Float64Array.of(10, 1)) // Float64Array [19, 32, 32, 56]
 */
export function weightedGram(
  X: Float64Array,
  nFeatures: number,
  sampleWeight: Float64Array,
  ...shift: readonly Float64Array[]
): Float64Array<ArrayBuffer> {
  return gramOf('weightedGram', X, nFeatures, sampleWeight, shift);
}

function gramOf(
  where: string,
  X: Float64Array,
  d: number,
  weights: Float64Array | undefined,
  shift: readonly Float64Array[],
): Float64Array<ArrayBuffer> {
  const n = rowsOf(where, 'X', X, d);
  if (weights !== undefined) checkArray(where, 'sampleWeight', weights, n);
  for (const row of shift) checkArray(where, 'shift', row, d);
  const total = new Float64Array(d * d);
  if (!gramProduct(X, n, d, weights, shift, total)) plainGram(X, n, d, weights, shift, total);
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) total[j * d + i] = total[i * d + j];
  return total;
}

/** The lower half, row by row of X. */
function plainGram(
  X: Float64Array,
  n: number,
  d: number,
  weights: Float64Array | undefined,
  shift: readonly Float64Array[],
  total: Float64Array,
): void {
  const block = new Float64Array(d * d);
  for (let from = 0; from < n; from += innerBlock) {
    block.fill(0);
    for (let l = from; l < Math.min(from + innerBlock, n); l++) {
      const row = lessRows(X.slice(l * d, (l + 1) * d), shift);
      const weight = weights === undefined ? 1 : weights[l];
      for (let i = 0; i < d; i++) {
        const v = weight * row[i];
        for (let j = 0; j <= i; j++) block[i * d + j] += v * row[j];
      }
    }
    for (let i = 0; i < d * d; i++) total[i] += block[i];
  }
}
