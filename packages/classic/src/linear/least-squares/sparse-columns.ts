import type { Ticks } from '../../estimator/rows.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';
import { countingRows, eachEntry } from '../../estimator/sparse.ts';
import type { CenteredColumns } from './center.ts';
import { unitOf } from './unit.ts';

/** Means that are so many times as large as the deviations from them cost sums over the values themselves the digits of the deviations. */
const far = 100;

/**
 * Rows $u_j (x_{ij} - \mu_j)$, implicitly centred: only the entries are kept, and what the means contribute is subtracted from sums over them.
 * Where that would cost digits, a few rows at a time are written out.
 */
export class CenteredEntries implements CenteredColumns {
  readonly d: number;
  readonly mean: Float64Array;
  readonly unit: Float64Array;
  readonly largest: Float64Array;
  /** The entries times `unit`. */
  readonly X: SparseDesign;
  /** What is subtracted from each column [d], in the same units. */
  readonly shift: Float64Array;
  /** The weighted sums of the squares of the centred columns [d]. */
  readonly squares: Float64Array;
  /** Whether a mean is far from 0, beside the deviations from it. */
  readonly isFar: boolean;
  readonly #weights: Float64Array | undefined;
  readonly #origin: Float64Array;
  readonly #rest: Float64Array;

  constructor(
    X: SparseDesign,
    { unit, largest }: { readonly unit: Float64Array; readonly largest: Float64Array },
    weights: Float64Array | undefined,
    total: number,
    { origin, rest, squares }: ColumnMoments,
  ) {
    this.d = X.nFeatures;
    this.X = X;
    this.unit = unit;
    this.largest = largest;
    this.shift = origin.map((value, j) => value + rest[j]);
    this.mean = this.shift.map((value, j) => value / unit[j]);
    this.squares = squares;
    this.isFar = this.shift.some((value, j) => squares[j] > 0 && value * value * total > far * far * squares[j]);
    this.#weights = weights;
    this.#origin = origin;
    this.#rest = rest;
  }

  /** Rows `from` to `to`, [to − from, d]: centred, with nothing left to subtract. */
  rows(from: number, to: number): Float64Array {
    const { data, indices, indptr } = this.X;
    const { d } = this;
    const [origin, rest] = [this.#origin, this.#rest];
    const rows = new Float64Array((to - from) * d);
    for (let i = from, q = 0; i < to; i++, q += d) {
      if (this.#weights !== undefined && this.#weights[i] === 0) continue;
      for (let j = 0; j < d; j++) rows[q + j] = -origin[j] - rest[j];
      for (let p = indptr[i]; p < indptr[i + 1]; p++) rows[q + indices[p]] = data[p] - origin[indices[p]] - rest[indices[p]];
    }
    return rows;
  }

  /** The entries about a value of their column, where it has no gap, fresh, and the means of all rows about it [d], which are still to be subtracted. */
  differences(): { readonly data: Float64Array; readonly rest: Float64Array } {
    const { data, indices } = this.X;
    return { data: data.map((value, p) => value - this.#origin[indices[p]]), rest: this.#rest };
  }

  /** A few rows as dense ones give them. */
  block(from: number, to: number): { readonly rows: Float64Array; readonly shift: readonly Float64Array[] } {
    return { rows: this.rows(from, to), shift: [] };
  }
}

/** What is subtracted from each column, in two parts, and the weighted squares of what is left. */
interface ColumnMoments {
  readonly origin: Float64Array;
  readonly rest: Float64Array;
  readonly squares: Float64Array;
}

/** The columns of sparse rows about their means; entries of very large or small columns are scaled in place. */
export function* centerEntries(
  X: SparseDesign,
  weights: Float64Array | undefined,
  total: number,
  fitIntercept: boolean,
): Ticks<CenteredEntries> {
  const d = X.nFeatures;
  const largest = new Float64Array(d);
  yield* eachEntry(X, weights, (j, value) => {
    largest[j] = Math.max(largest[j], Math.abs(value));
  });
  const unit = largest.map(unitOf);
  if (unit.some((u) => u !== 1)) for (let p = 0; p < X.data.length; p++) X.data[p] *= unit[X.indices[p]];
  const moments = yield* momentsOf(X, weights, total, fitIntercept);
  return new CenteredEntries(X, { unit, largest }, weights, total, moments);
}

/**
 * Numerics: of a column without a gap, differences to its first value are added up, so that a large offset costs no digits and a constant
 * column has none left.
 */
function* momentsOf(X: SparseDesign, weights: Float64Array | undefined, total: number, center: boolean): Ticks<ColumnMoments> {
  const d = X.nFeatures;
  const [origin, rest, squares] = [new Float64Array(d), new Float64Array(d), new Float64Array(d)];
  const [counts, present] = [new Int32Array(d), new Float64Array(d)]; // rows that have an entry, and their weight
  yield* eachEntry(X, weights, (j, value, s) => {
    if (counts[j] === 0) origin[j] = value;
    counts[j]++;
    present[j] += s;
  });
  const rows = countingRows(X, weights);
  for (let j = 0; j < d; j++) {
    if (!center || counts[j] < rows) origin[j] = 0;
    if (counts[j] === rows) present[j] = total;
  }
  if (center) {
    yield* eachEntry(X, weights, (j, value, s) => {
      rest[j] += s * (value - origin[j]);
    });
    for (let j = 0; j < d; j++) rest[j] /= total;
  }
  yield* eachEntry(X, weights, (j, value, s) => {
    const deviation = value - origin[j] - rest[j];
    squares[j] += s * deviation * deviation;
  });
  for (let j = 0; j < d; j++) squares[j] += (total - present[j]) * (origin[j] + rest[j]) ** 2;
  return { origin, rest, squares };
}
