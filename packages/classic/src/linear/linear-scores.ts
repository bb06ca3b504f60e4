import { csrTimesDense } from '@hml/tensor/kernels';
import type { FeatureInfo } from '../estimator/columns.ts';
import { designInPieces } from '../estimator/input.ts';
import type { DesignMatrix, MatrixLike } from '../estimator/matrix-like.ts';
import { drain } from '../estimator/rows.ts';
import type { SparseDesign } from '../estimator/sparse.ts';

/** {@link linearScores} of what a user gave, past the border of `where`. */
export function linearPredictions(where: string, X: MatrixLike, features: FeatureInfo, W: Float64Array, b: Float64Array): Float64Array {
  return linearScores(drain(designInPieces(where, X, { features, readOnly: true })), W, b);
}

/**
 * $Z = X W^{\top} + b$ [nSamples, k] from W [k, nFeatures] and b [k], row by row; a row's numbers do not depend on the other rows, to the bit.
 */
export function linearScores(X: DesignMatrix | SparseDesign, W: Float64Array, b: Float64Array): Float64Array {
  const { nSamples: n, nFeatures: d } = X;
  const k = b.length;
  if ('indptr' in X) {
    const Z = csrTimesDense(
      X,
      Float64Array.from({ length: d * k }, (_, p) => W[(p % k) * d + Math.floor(p / k)]),
      k,
    );
    for (let p = 0; p < Z.length; p++) Z[p] += b[p % k];
    return Z;
  }
  const Z = new Float64Array(n * k);
  for (let i = 0; i < n; i++) for (let c = 0; c < k; c++) Z[i * k + c] = linearCombination(b[c], W, c * d, X.data, i * d, d);
  return Z;
}

/** $b + \sum_j w_j x_j$ from one row of weights and one row of samples; always added up from left to right. */
export function linearCombination(b: number, w: Float64Array, wOffset: number, x: Float64Array, xOffset: number, d: number): number {
  let y = b;
  for (let j = 0; j < d; j++) y += w[wOffset + j] * x[xOffset + j];
  return y;
}
