import { distanceBlocks } from '#simd';
import { innerBlock } from '../blocks.ts';
import { rowsOf } from './rows.ts';

/**
 * The squared Euclidean distance of every row of one matrix from every row of another.
 *
 * $$ y_{ij} = \sum_k (x_{ik} - y_{jk})^2 $$
 *
 * Shapes: X [m, nFeatures], Y [n, nFeatures] → [m, n], all row by row.
 * Numerics: always summed from differences: $\lVert x \rVert^2 + \lVert y \rVert^2 - 2 x^\top y$ is a third cheaper and loses every
 * digit for near points far from the origin. $\sum_k$ runs upwards in blocks of 256, with the same bits on every path.
 * Cost: $O(mnd)$.
 *
 * @throws ShapeError where an array does not consist of whole rows.
 * @example
 * import { pairwiseSquaredDistances } from '@hml/tensor/kernels';
 * const X = Float64Array.of(0, 0, 3, 4);
 * pairwiseSquaredDistances(X, Float64Array.of(0, 0, 3, 0), 2) // Float64Array [0, 9, 25, 16]
 */
export function pairwiseSquaredDistances(X: Float64Array, Y: Float64Array, nFeatures: number): Float64Array<ArrayBuffer> {
  const where = 'pairwiseSquaredDistances';
  const m = rowsOf(where, 'X', X, nFeatures);
  const n = rowsOf(where, 'Y', Y, nFeatures);
  const y = new Float64Array(m * n);
  const done = distanceBlocks(X, m, Y, n, nFeatures, ({ view, at, step, i, rows, j, columns }) => {
    for (let r = 0; r < rows; r++) y.set(view.subarray(at + r * step, at + r * step + columns), (i + r) * n + j);
  });
  if (done) return y;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) y[i * n + j] = squaredDistance(nFeatures, X, i * nFeatures, Y, j * nFeatures);
  }
  return y;
}

/** The squared distance of two points of `d` coordinates. */
export function squaredDistance(d: number, x: Float64Array, xOffset: number, y: Float64Array, yOffset: number): number {
  let total = 0;
  for (let from = 0; from < d; from += innerBlock) {
    const end = Math.min(from + innerBlock, d);
    let sum = 0;
    for (let k = from; k < end; k++) {
      const apart = x[xOffset + k] - y[yOffset + k];
      sum += apart * apart;
    }
    total += sum;
  }
  return total;
}
