import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';

/** The columns of a design matrix about their means. */
export interface CenteredColumns {
  /** The matrix, less its means if `subtracted`. */
  readonly X: DesignMatrix | SparseDesign;
  /** Whether the means have been subtracted; else the columns are implicitly centred: the means enter through the intercept. */
  readonly subtracted: boolean;
  /** The means [d]; zeros where they are not asked for. */
  readonly mean: Float64Array;
  /** The mean squares of the deviations from `mean` [d]. */
  readonly variance: Float64Array;
}

/** So many rows tell means and variances well enough to make the search short; the minimum does not depend on them. */
const enough = 4096;

/** Means that are so many times as large as the deviations from them are subtracted, since sums over them would lose the deviations' digits. */
const far = 1000;

/**
 * About the means of the columns, and their mean squares without them if `center`. Columns are implicitly centred (X is not copied), unless the
 * values are needed without their means (`subtract`) or the means are far from 0. Of many dense rows, some at equal distances are asked.
 */
export function* centerColumns(
  X: DesignMatrix | SparseDesign,
  weights: Float64Array | undefined,
  total: number,
  center: boolean,
  subtract: boolean,
): Ticks<CenteredColumns> {
  const { nSamples: n, nFeatures: d } = X;
  const [mean, variance] = [new Float64Array(d), new Float64Array(d)];
  if ('indptr' in X) {
    addSparse(X, weights, center, mean, variance);
    yield;
    for (let j = 0; j < d; j++) {
      mean[j] /= total;
      variance[j] = Math.max(0, variance[j] / total - mean[j] * mean[j]);
    }
    return { X, subtracted: false, mean, variance };
  }
  const { data } = X;
  const m = Math.min(n, enough);
  const rows = Int32Array.from({ length: m }, (_, i) => Math.floor((i * n) / m));
  if (center) {
    const origin = data.slice(0, d);
    yield* byRows(m, 2 * d, (from, to) => addRows(data, d, rows.subarray(from, to), origin, mean));
    for (let j = 0; j < d; j++) mean[j] = origin[j] + mean[j] / m;
  }
  yield* byRows(m, 2 * d, (from, to) => addSquares(data, d, rows.subarray(from, to), mean, variance));
  for (let j = 0; j < d; j++) variance[j] /= m;
  // A column that is constant in all of these rows may not be so in the others.
  if (m < n && variance.includes(0)) {
    const all = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i);
    yield* byRows(n, d, (from, to) => addSquares(data, d, all(from, to), mean, variance, 1 / n));
  }
  const subtracted = center && (subtract || mean.some((value, j) => Math.abs(value) > far * Math.sqrt(variance[j])));
  if (!subtracted) return { X, subtracted, mean, variance };
  const deviations = new Float64Array(n * d);
  yield* byRows(n, d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) for (let j = 0; j < d; j++, p++) deviations[p] = data[p] - mean[j];
  });
  return { X: { ...X, data: deviations }, subtracted, mean, variance };
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

/** Adds up the squares of some rows about their means, times a factor. */
function addSquares(x: Float64Array, d: number, rows: Int32Array, mean: Float64Array, squares: Float64Array, factor: number = 1): void {
  for (let r = 0; r < rows.length; r++) {
    for (let j = 0, p = rows[r] * d; j < d; j++, p++) {
      const deviation = x[p] - mean[j];
      squares[j] += factor * deviation * deviation;
    }
  }
}
