import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';

/** The weighted means and variances of columns. */
export interface ColumnMoments {
  /** [d]; zeros where means are not asked for. */
  readonly mean: Float64Array;
  /** The mean squares of the deviations from `mean` [d]. */
  readonly variance: Float64Array;
}

/** Means and mean squares of the columns, less their means if `center`. A dense matrix is centred in place; a sparse one stays as it is. */
export function* centerColumns(
  X: DesignMatrix | SparseDesign,
  weights: Float64Array | undefined,
  total: number,
  center: boolean,
): Ticks<ColumnMoments> {
  const { nSamples: n, nFeatures: d } = X;
  const [mean, variance] = [new Float64Array(d), new Float64Array(d)];
  if ('indptr' in X) {
    addSparse(X, weights, center, mean, variance);
    yield;
    for (let j = 0; j < d; j++) {
      mean[j] /= total;
      variance[j] = Math.max(0, variance[j] / total - mean[j] * mean[j]);
    }
    return { mean, variance };
  }
  if (center) {
    const first = Math.max(0, weights?.findIndex((weight) => weight > 0) ?? 0);
    const origin = X.data.slice(first * d, (first + 1) * d);
    yield* byRows(n, 2 * d, (from, to) => addDifferences(X.data, d, weights, origin, from, to, mean));
    for (let j = 0; j < d; j++) mean[j] = origin[j] + mean[j] / total;
  }
  yield* byRows(n, 3 * d, (from, to) => centerRows(X.data, d, weights, mean, from, to, variance));
  for (let j = 0; j < d; j++) variance[j] /= total;
  return { mean, variance };
}

/** Sums of values, if `center`, and of squares. */
function addSparse(
  { data, indices, indptr, nSamples }: SparseDesign,
  weights: Float64Array | undefined,
  center: boolean,
  sum: Float64Array,
  squares: Float64Array,
): void {
  for (let i = 0; i < nSamples; i++) {
    const s = weights === undefined ? 1 : weights[i];
    for (let p = indptr[i]; p < indptr[i + 1]; p++) {
      if (center) sum[indices[p]] += s * data[p];
      squares[indices[p]] += s * data[p] * data[p];
    }
  }
}

/**
 * Sums of differences to an origin, so that a large offset costs no digits. Blocks of rows are added up on their own first: rounding errors
 * grow with the blocks, not with the rows.
 */
export function addDifferences(
  x: Float64Array,
  d: number,
  weights: Float64Array | undefined,
  origin: Float64Array,
  from: number,
  to: number,
  sum: Float64Array,
): void {
  const block = new Float64Array(d);
  for (let i = from, p = from * d; i < to; i++) {
    const s = weights === undefined ? 1 : weights[i];
    if (s === 0) p += d;
    else for (let j = 0; j < d; j++, p++) block[j] += s * (x[p] - origin[j]);
  }
  for (let j = 0; j < d; j++) sum[j] += block[j];
}

function centerRows(
  x: Float64Array,
  d: number,
  weights: Float64Array | undefined,
  mean: Float64Array,
  from: number,
  to: number,
  squares: Float64Array,
): void {
  for (let i = from, p = from * d; i < to; i++) {
    const s = weights === undefined ? 1 : weights[i];
    for (let j = 0; j < d; j++, p++) {
      x[p] -= mean[j];
      squares[j] += s * x[p] * x[p];
    }
  }
}
