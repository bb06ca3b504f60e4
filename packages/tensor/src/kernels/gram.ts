import { gramProduct } from '#simd';
import { checkLength, rowsOf } from './rows.ts';

/** How many products are added up before their sum joins the others, as in `matmul`. */
const depth = 256;

/**
 * The Gram matrix of the columns: the product of a matrix with its own transpose.
 *
 * $$ G = X^\top X, \qquad g_{ij} = \sum_l x_{li} x_{lj} $$
 *
 * Shapes: X [n, nFeatures] → [nFeatures, nFeatures].
 * Numerics: exactly symmetric. $\sum_l$ runs as in `matmul`, with the same bits on every path. Cost: $O(nd^2)$, of which half is computed.
 *
 * @throws ShapeError where X does not consist of whole rows.
 * @example
 * import { gram } from '@hml/tensor/kernels';
 * gram(Float64Array.of(1, 2, 3, 4, 5, 6), 2) // Float64Array [35, 44, 44, 56]
 */
export function gram(X: Float64Array, nFeatures: number): Float64Array<ArrayBuffer> {
  return gramOf(X, rowsOf('gram', 'X', X, nFeatures), nFeatures, undefined);
}

/**
 * The Gram matrix of the columns with a weight for each row.
 *
 * $$ G = X^\top W X, \qquad g_{ij} = \sum_l (w_l x_{li}) x_{lj} \text{ for } i \ge j $$
 *
 * Shapes: X [n, nFeatures], sampleWeight [n] → [nFeatures, nFeatures].
 * Numerics: exactly symmetric, with the same bits on every path; weights may be negative. Cost: $O(nd^2)$, of which half is computed.
 *
 * @throws ShapeError where X does not consist of whole rows or has another number of them than there are weights.
 * @example
 * import { weightedGram } from '@hml/tensor/kernels';
 * weightedGram(Float64Array.of(1, 2, 3, 4), 2, Float64Array.of(10, 1)) // Float64Array [19, 32, 32, 56]
 */
export function weightedGram(X: Float64Array, nFeatures: number, sampleWeight: Float64Array): Float64Array<ArrayBuffer> {
  const n = rowsOf('weightedGram', 'X', X, nFeatures);
  checkLength('weightedGram', 'sampleWeight', sampleWeight, n);
  return gramOf(X, n, nFeatures, sampleWeight);
}

function gramOf(X: Float64Array, n: number, d: number, weights: Float64Array | undefined): Float64Array<ArrayBuffer> {
  const total = new Float64Array(d * d);
  if (!gramProduct(X, n, d, weights, total)) plainGram(X, n, d, weights, total);
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) total[j * d + i] = total[i * d + j];
  return total;
}

/** The lower half, row by row of X. */
function plainGram(X: Float64Array, n: number, d: number, weights: Float64Array | undefined, total: Float64Array): void {
  const block = new Float64Array(d * d);
  for (let from = 0; from < n; from += depth) {
    block.fill(0);
    for (let l = from; l < Math.min(from + depth, n); l++) {
      const weight = weights === undefined ? 1 : weights[l];
      for (let i = 0; i < d; i++) {
        const v = weight * X[l * d + i];
        for (let j = 0; j <= i; j++) block[i * d + j] += v * X[l * d + j];
      }
    }
    for (let i = 0; i < d * d; i++) total[i] += block[i];
  }
}
