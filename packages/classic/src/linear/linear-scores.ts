import { csrTimesDense } from '@hml/tensor/kernels';
import type { DesignMatrix } from '../estimator/matrix-like.ts';
import type { SparseDesign } from '../estimator/sparse.ts';
import { linearCombination } from './linear-model.ts';

/** $Z = X W^{\top} + b$ [nSamples, k] from W [k, nFeatures] and b [k]; a row's numbers do not depend on the other rows, to the bit. */
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
