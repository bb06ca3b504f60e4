import { columnSums } from '@hml/tensor/kernels';
import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';
import type { Samples } from '../../estimator/targets.ts';
import type { CenteredEntries } from './sparse-columns.ts';
import { centerEntries } from './sparse-columns.ts';
import { unitOf } from './unit.ts';

/** Columns that are brought to mean 0, and how to undo it. */
export interface CenteredColumns {
  /** How many columns. */
  readonly d: number;
  /** The weighted means $\mu$ [d] of the columns; zeros where nothing was to be centred. */
  readonly mean: Float64Array;
  /**
   * $u_j$, the power of two by which each column is multiplied so that its squares neither overflow nor vanish: 1 for columns whose largest value
   * is between $2^{-300}$ and $2^{300}$, $2^{-600}$ above, $2^{600}$ below.
   */
  readonly unit: Float64Array;
  /** The largest absolute value of each column, before. */
  readonly largest: Float64Array;
}

/** The centred columns of targets. */
export interface CenteredTargets extends CenteredColumns {
  /** The centred columns times `unit`, [n, d] row by row; rows of weight 0 are zeros. */
  readonly data: Float64Array;
}

/** A problem of least squares past the border, centred. */
export interface CenteredSamples<Columns extends CenteredRows | CenteredEntries = CenteredRows | CenteredEntries> {
  /** How many rows. */
  readonly n: number;
  /** The samples. */
  readonly X: Columns;
  /** The targets. */
  readonly Y: CenteredTargets;
  /** The weights $s$, or undefined where every sample counts as one. */
  readonly weights: Float64Array | undefined;
  /** $\sum_i s_i$ */
  readonly total: number;
}

/**
 * Centres samples and targets. Samples are implicitly centred: X is not copied, and products with it take the means into account. Without an
 * intercept nothing is subtracted. Dense samples are only read; sparse entries may be scaled in place.
 */
export function centerSamples(samples: Samples, fitIntercept: boolean): Ticks<CenteredSamples<CenteredRows>>;
export function centerSamples(samples: Samples<DesignMatrix | SparseDesign>, fitIntercept: boolean): Ticks<CenteredSamples>;
export function* centerSamples({ X, y, weights }: Samples<DesignMatrix | SparseDesign>, fitIntercept: boolean): Ticks<CenteredSamples> {
  const n = X.nSamples;
  let total = 0;
  for (let i = 0; i < n; i++) total += weights === undefined ? 1 : weights[i];
  const right = yield* center(y.data, n, y.nOutputs, weights, total, fitIntercept);
  const Y = { d: right.d, mean: right.mean, unit: right.unit, largest: right.largest, data: yield* right.all() };
  if ('indptr' in X) return { n, X: yield* centerEntries(X, weights, total, fitIntercept), Y, weights, total };
  return { n, X: yield* center(X.data, n, X.nFeatures, weights, total, fitIntercept), Y, weights, total };
}

/** The same problem with target `o` alone. */
export function targetOf(samples: CenteredSamples, o: number): CenteredSamples {
  const { mean, unit, largest, data, d: k } = samples.Y;
  const only = (values: Float64Array): Float64Array => values.slice(o, o + 1);
  const column = Float64Array.from({ length: samples.n }, (_, i) => data[i * k + o]);
  return { ...samples, Y: { d: 1, mean: only(mean), unit: only(unit), largest: only(largest), data: column } };
}

/**
 * Rows $u_j (x_{ij} - \mu_j)$, computed as they are asked for: a few at a time stay in the caches, and the table is never copied.
 *
 * Numerics: the mean is subtracted in two parts; far from 0 it could not be written down exactly enough as one number.
 */
export class CenteredRows implements CenteredColumns {
  readonly d: number;
  readonly mean: Float64Array;
  readonly unit: Float64Array;
  readonly largest: Float64Array;
  readonly #data: Float64Array;
  readonly #weights: Float64Array | undefined;
  readonly #origin: Float64Array;
  readonly #rest: Float64Array;
  /** Whether the values only lack their means. */
  readonly #inUnits: boolean;
  readonly #shift: readonly Float64Array[];
  #some: Float64Array = new Float64Array(0);

  constructor(
    data: Float64Array,
    { unit, largest }: { readonly unit: Float64Array; readonly largest: Float64Array },
    weights: Float64Array | undefined,
    origin: Float64Array,
    rest: Float64Array,
  ) {
    this.d = unit.length;
    this.mean = origin.map((value, j) => (value + rest[j]) / unit[j]);
    this.unit = unit;
    this.largest = largest;
    this.#data = data;
    this.#weights = weights;
    this.#origin = origin;
    this.#rest = rest;
    this.#inUnits = weights === undefined && unit.every((u) => u === 1);
    this.#shift = [origin, rest].filter((part) => part.some((value) => value !== 0));
  }

  /**
   * Rows `from` to `to`, [to − from, d], and what kernels have to subtract from each. They are not to be written to, and only there until the
   * next call.
   */
  block(from: number, to: number): { readonly rows: Float64Array; readonly shift: readonly Float64Array[] } {
    const { d } = this;
    if (!this.#inUnits) return { rows: this.rows(from, to), shift: [] };
    return { rows: this.#data.subarray(from * d, to * d), shift: this.#shift };
  }

  /** The same with nothing left to subtract. */
  rows(from: number, to: number): Float64Array {
    const { d } = this;
    if (this.#inUnits && this.#shift.length === 0) return this.#data.subarray(from * d, to * d);
    const size = (to - from) * d;
    if (this.#some.length < size) this.#some = new Float64Array(size);
    this.#write(from, to, this.#some, 0);
    return this.#some.length === size ? this.#some : this.#some.subarray(0, size);
  }

  /** All rows [n, d], as an array of its own. */
  *all(): Ticks<Float64Array> {
    const { d } = this;
    const values = new Float64Array(this.#data.length);
    yield* byRows(values.length / d, 2 * d, (from, to) => this.#write(from, to, values, from * d));
    return values;
  }

  #write(from: number, to: number, out: Float64Array, place: number): void {
    const { d, unit } = this;
    const [x, weights, origin, rest] = [this.#data, this.#weights, this.#origin, this.#rest];
    for (let i = from, p = from * d, q = place; i < to; i++) {
      const counts = weights === undefined || weights[i] > 0;
      for (let j = 0; j < d; j++, p++, q++) out[q] = counts ? x[p] * unit[j] - origin[j] - rest[j] : 0;
    }
  }
}

/**
 * The means of the columns, by the weights.
 *
 * Numerics: means are taken of differences to the first row that counts, so that a large offset costs no digits.
 */
function* center(
  data: Float64Array,
  n: number,
  d: number,
  weights: Float64Array | undefined,
  total: number,
  fitIntercept: boolean,
): Ticks<CenteredRows> {
  const [largest, origin, rest] = [new Float64Array(d), new Float64Array(d), new Float64Array(d)];
  const first = Math.max(0, weights?.findIndex((weight) => weight > 0) ?? 0);
  const row = data.subarray(first * d, (first + 1) * d);
  if (weights === undefined) yield* byRows(n, d, (from, to) => addColumnSums(data.subarray(from * d, to * d), d, row, rest, largest));
  else
    yield* byRows(n, 2 * d, (from, to) =>
      addDifferences(
        data,
        d,
        weights,
        row,
        largest.map(() => 1),
        from,
        to,
        rest,
        largest,
      ),
    );
  const unit = largest.map(unitOf);
  if (!fitIntercept) return new CenteredRows(data, { unit, largest }, weights, origin, rest.fill(0));
  for (let j = 0; j < d; j++) origin[j] = row[j] * unit[j];
  if (unit.some((u) => u !== 1)) {
    rest.fill(0); // differences of such numbers may have overflowed: once more, in their units
    yield* byRows(n, 2 * d, (from, to) => addDifferences(data, d, weights, origin, unit, from, to, rest, largest));
  }
  for (let j = 0; j < d; j++) rest[j] /= total;
  return new CenteredRows(data, { unit, largest }, weights, origin, rest);
}

/** Sums of differences to a row and the largest absolute values, where every row counts as one. */
function addColumnSums(rows: Float64Array, d: number, origin: Float64Array, sum: Float64Array, largest: Float64Array): void {
  const found = columnSums(rows, d, origin);
  for (let j = 0; j < d; j++) {
    sum[j] += found.sums[j];
    largest[j] = Math.max(largest[j], found.largest[j]);
  }
}

/**
 * The same by weights and in units. Blocks of rows are added up on their own first: rounding errors grow with the blocks, not with the rows.
 */
function addDifferences(
  x: Float64Array,
  d: number,
  weights: Float64Array | undefined,
  origin: Float64Array,
  unit: Float64Array,
  from: number,
  to: number,
  sum: Float64Array,
  largest: Float64Array,
): void {
  const block = new Float64Array(d);
  for (let i = from, p = from * d; i < to; i++) {
    const s = weights === undefined ? 1 : weights[i];
    if (s === 0) {
      p += d;
      continue;
    }
    for (let j = 0; j < d; j++, p++) {
      const size = Math.abs(x[p]);
      if (size > largest[j]) largest[j] = size;
      block[j] += s * (x[p] * unit[j] - origin[j]);
    }
  }
  for (let j = 0; j < d; j++) sum[j] += block[j];
}
