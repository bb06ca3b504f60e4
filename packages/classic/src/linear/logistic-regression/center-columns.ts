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

/** So many rows tell means and variances well enough to make the search short; the minimum does not depend on them. */
const enough = 4096;

/**
 * About the means of the columns, and their mean squares without them if `center`. A dense matrix is centred in place; a sparse one stays as it
 * is. Of many dense rows, some at equal distances are asked.
 */
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
  const m = Math.min(n, enough);
  const rows = Int32Array.from({ length: m }, (_, i) => Math.floor((i * n) / m));
  if (center) {
    const origin = X.data.slice(0, d);
    yield* byRows(m, 2 * d, (from, to) => addRows(X.data, d, rows.subarray(from, to), origin, mean));
    for (let j = 0; j < d; j++) mean[j] = origin[j] + mean[j] / m;
  }
  if (center) yield* byRows(n, d, (from, to) => subtract(X.data, d, mean, from, to));
  yield* byRows(m, 2 * d, (from, to) => addSquares(X.data, d, rows.subarray(from, to), variance));
  for (let j = 0; j < d; j++) variance[j] /= m;
  // A column that is 0 in all of these rows may not be so in the others.
  if (m < n && variance.includes(0))
    yield* byRows(n, d, (from, to) =>
      addSquares(
        X.data,
        d,
        Int32Array.from({ length: to - from }, (_, i) => from + i),
        variance,
        1 / n,
      ),
    );
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

/** Adds up the differences of some rows to an origin. */
function addRows(x: Float64Array, d: number, rows: Int32Array, origin: Float64Array, sum: Float64Array): void {
  for (let r = 0; r < rows.length; r++) for (let j = 0, p = rows[r] * d; j < d; j++, p++) sum[j] += x[p] - origin[j];
}

function subtract(x: Float64Array, d: number, mean: Float64Array, from: number, to: number): void {
  for (let i = from, p = from * d; i < to; i++) for (let j = 0; j < d; j++, p++) x[p] -= mean[j];
}

/** Adds up the squares of some rows, times a factor. */
function addSquares(x: Float64Array, d: number, rows: Int32Array, squares: Float64Array, factor: number = 1): void {
  for (let r = 0; r < rows.length; r++) for (let j = 0, p = rows[r] * d; j < d; j++, p++) squares[j] += factor * x[p] * x[p];
}
