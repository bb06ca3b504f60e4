import { linearGradientProducts } from '#simd';
import { rowsOf } from './rows.ts';

/** How many products are added up before their sum joins the others, as in `matmul`. */
const depth = 256;

/** Elements of X that stay in the caches between the two products. */
const together = 2 ** 16;

/** Turns Z [to − from, k], the products of rows `from` to `to`, into their residuals R in place. */
export type Residuals = (Z: Float64Array, from: number, to: number) => void;

/**
 * The two products of the gradient of a linear model, for which each row is visited once.
 *
 * $$ Z = X W^\top, \qquad R = \mathrm{residuals}(Z), \qquad G = R^\top X $$
 *
 * Shapes: X [n, nFeatures], W [k, nFeatures] → G [k, nFeatures]. `residuals` is called with some rows at a time, in their order.
 * Numerics: both sums run as in `matmul`, with the same bits on every path. Cost: $O(ndk)$.
 *
 * @throws ShapeError where X or W does not consist of whole rows.
 * @example
 * import { linearGradient } from '@hml/tensor/kernels';
 * const [X, y, w] = [Float64Array.of(1, 2, 3, 4), [5, 10], Float64Array.of(1, 1)];
 * linearGradient(X, 2, w, (Z, from) => Z.forEach((z, i) => { Z[i] = z - y[from + i]; })) // Float64Array [-11, -16]
 */
export function linearGradient(X: Float64Array, nFeatures: number, W: Float64Array, residuals: Residuals): Float64Array<ArrayBuffer> {
  const n = rowsOf('linearGradient', 'X', X, nFeatures);
  const k = rowsOf('linearGradient', 'W', W, nFeatures);
  const G = new Float64Array(k * nFeatures);
  const rows = depth * Math.max(1, Math.floor(together / (depth * nFeatures)));
  if (!linearGradientProducts(X, n, nFeatures, W, k, rows, residuals, G)) plainGradient(X, n, nFeatures, W, k, rows, residuals, G);
  return G;
}

function plainGradient(
  X: Float64Array,
  n: number,
  d: number,
  W: Float64Array,
  k: number,
  rows: number,
  residuals: Residuals,
  G: Float64Array,
): void {
  const block = new Float64Array(k * d);
  for (let start = 0; start < n; start += rows) {
    const end = Math.min(n, start + rows);
    const Z = new Float64Array((end - start) * k);
    for (let i = start, p = 0; i < end; i++) for (let c = 0; c < k; c++, p++) Z[p] = product(d, X, i * d, W, c * d);
    residuals(Z, start, end);
    for (let from = start; from < end; from += depth) {
      block.fill(0);
      for (let i = from, p = (from - start) * k; i < Math.min(from + depth, end); i++) {
        for (let c = 0; c < k; c++, p++) for (let j = 0; j < d; j++) block[c * d + j] += Z[p] * X[i * d + j];
      }
      for (let q = 0; q < k * d; q++) G[q] += block[q];
    }
  }
}

/** The product of two rows. */
function product(d: number, x: Float64Array, xOffset: number, w: Float64Array, wOffset: number): number {
  let total = 0;
  for (let from = 0; from < d; from += depth) {
    let sum = 0;
    for (let j = from; j < Math.min(from + depth, d); j++) sum += x[xOffset + j] * w[wOffset + j];
    total += sum;
  }
  return total;
}
