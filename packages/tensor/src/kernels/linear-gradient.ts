import { linearGradientProducts } from '#simd';
import { innerBlock } from '../blocks.ts';
import { checkArray, lessRows, rowsOf } from './rows.ts';

/** Elements of X that stay in the caches between the two products. */
const together = 2 ** 16;

/** Turns Z [to − from, k], the products of rows `from` to `to`, into their residuals R in place. X is not to be changed meanwhile. */
export type Residuals = (Z: Float64Array, from: number, to: number) => void;

/**
 * The two products of the gradient of a linear model, for which each row is visited once. Rows in `shift` are subtracted first, one after the
 * other, as in `gram`.
 *
 * $$ Z = X W^\top, \qquad R = \mathrm{residuals}(Z), \qquad G = R^\top X $$
 *
 * Shapes: X [n, nFeatures], W [k, nFeatures], each shift [nFeatures] → G [k, nFeatures]. `residuals` is called with some rows at a time, in their order.
 * Numerics: both sums run as in `matmul`, with the same bits on every path. Cost: $O(ndk)$.
 *
 * @throws ShapeError where X or W does not consist of whole rows or a shift is no row.
 * @example
 * import { linearGradient } from '@hml/tensor/kernels';
 * const [X, y, w] = [Float64Array.of(1, 2, 3, 4), [5, 10], Float64Array.of(1, 1)];
 * linearGradient(X, 2, w, (Z, from) => Z.forEach((z, i) => { Z[i] = z - y[from + i]; })) // Float64Array [-11, -16]
 */
export function linearGradient(
  X: Float64Array,
  nFeatures: number,
  W: Float64Array,
  residuals: Residuals,
  ...shift: readonly Float64Array[]
): Float64Array<ArrayBuffer> {
  const n = rowsOf('linearGradient', 'X', X, nFeatures);
  const k = rowsOf('linearGradient', 'W', W, nFeatures);
  for (const row of shift) checkArray('linearGradient', 'shift', row, nFeatures);
  const G = new Float64Array(k * nFeatures);
  const rows = innerBlock * Math.max(1, Math.floor(together / (innerBlock * nFeatures)));
  if (!linearGradientProducts(X, n, nFeatures, W, k, rows, residuals, shift, G))
    for (let from = 0; from < n; from += rows) {
      const to = Math.min(n, from + rows);
      const part = X.subarray(from * nFeatures, to * nFeatures);
      addGradient(shift.length === 0 ? part : lessRows(part.slice(), shift), nFeatures, W, k, (Z) => residuals(Z, from, to), G);
    }
  return G;
}

/** Both products of some rows in plain loops. */
function addGradient(X: Float64Array, d: number, W: Float64Array, k: number, residuals: (Z: Float64Array) => void, G: Float64Array): void {
  const n = X.length / d;
  const Z = new Float64Array(n * k);
  for (let i = 0, p = 0; i < n; i++) for (let c = 0; c < k; c++, p++) Z[p] = sumOfProducts(X, i * d, 1, W, c * d, 1, d);
  residuals(Z);
  for (let c = 0, q = 0; c < k; c++) for (let j = 0; j < d; j++, q++) G[q] = sumOfProducts(X, j, d, Z, c, k, n, G[q]);
}

/** Adds up the products of n elements of x and y, each a step behind the last: sums of `innerBlock` of them one after the other, to `start`. */
function sumOfProducts(
  x: Float64Array,
  xOffset: number,
  xStep: number,
  y: Float64Array,
  yOffset: number,
  yStep: number,
  n: number,
  start: number = 0,
): number {
  let total = start;
  for (let from = 0; from < n; from += innerBlock) {
    const to = Math.min(from + innerBlock, n);
    let sum = 0;
    for (let i = from, p = xOffset + from * xStep, q = yOffset + from * yStep; i < to; i++, p += xStep, q += yStep) sum += x[p] * y[q];
    total += sum;
  }
  return total;
}
