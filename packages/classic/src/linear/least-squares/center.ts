import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import type { Samples } from '../../estimator/targets.ts';

/** A table whose columns have been brought to mean 0, and how to undo it. */
export interface Centered {
  /** The centred columns times `unit`, [n, d] row by row, in the place of those that came in; rows of weight 0 are zeros. */
  readonly data: Float64Array;
  /** How many columns. */
  readonly d: number;
  /** The weighted means $\mu$ [d] of the columns; zeros where nothing was to be centred. */
  readonly mean: Float64Array;
  /** A power of two for each column, with which squares neither overflow nor vanish: 1 for ordinary numbers. */
  readonly unit: Float64Array;
  /** The largest absolute value of each column, before. */
  readonly largest: Float64Array;
}

/** A problem of least squares past the border, centred. */
export interface CenteredSamples {
  /** How many rows. */
  readonly n: number;
  /** The samples. */
  readonly X: Centered;
  /** The targets. */
  readonly Y: Centered;
  /** The weights $s$, or undefined where every sample counts as one. */
  readonly weights: Float64Array | undefined;
  /** $\sum_i s_i$ */
  readonly total: number;
}

/** Centres samples and targets, in place. Without an intercept nothing is subtracted. */
export function* centerSamples({ X, y, weights }: Samples, fitIntercept: boolean): Ticks<CenteredSamples> {
  const n = X.nSamples;
  let total = 0;
  for (let i = 0; i < n; i++) total += weights === undefined ? 1 : weights[i];
  const right = yield* center(y.data, n, y.nOutputs, weights, total, fitIntercept);
  return { n, X: yield* center(X.data, n, X.nFeatures, weights, total, fitIntercept), Y: right, weights, total };
}

/**
 * $x_{ij} \leftarrow u_j (x_{ij} - \mu_j)$, in place.
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
): Ticks<Centered> {
  const largest = new Float64Array(d);
  yield* byRows(n, 2 * d, (from, to) => largestOf(data, d, weights, from, to, largest));
  const unit = largest.map(unitOf);
  if (unit.some((u) => u !== 1)) yield* byRows(n, d, (from, to) => multiply(data, d, unit, from, to));
  const [origin, rest] = [new Float64Array(d), new Float64Array(d)];
  if (fitIntercept) {
    const first = Math.max(0, weights?.findIndex((weight) => weight > 0) ?? 0);
    origin.set(data.subarray(first * d, (first + 1) * d));
    yield* byRows(n, 2 * d, (from, to) => addDifferences(data, d, weights, origin, from, to, rest));
    for (let j = 0; j < d; j++) rest[j] /= total;
  }
  if (fitIntercept || weights !== undefined) yield* byRows(n, 2 * d, (from, to) => subtract(data, d, weights, origin, rest, from, to));
  const mean = origin.map((value, j) => (value + rest[j]) / unit[j]);
  return { data, d, mean, unit, largest };
}

/** Squares of numbers between 2^-300 and 2^300 are ordinary numbers. */
function unitOf(largest: number): number {
  return largest > 2 ** 300 ? 2 ** -600 : largest > 0 && largest < 2 ** -300 ? 2 ** 600 : 1;
}

function largestOf(x: Float64Array, d: number, weights: Float64Array | undefined, from: number, to: number, largest: Float64Array): void {
  for (let i = from, p = from * d; i < to; i++) {
    if (weights !== undefined && weights[i] === 0) {
      p += d;
      continue;
    }
    for (let j = 0; j < d; j++, p++) {
      const size = Math.abs(x[p]);
      if (size > largest[j]) largest[j] = size;
    }
  }
}

function multiply(x: Float64Array, d: number, unit: Float64Array, from: number, to: number): void {
  for (let i = from, p = from * d; i < to; i++) for (let j = 0; j < d; j++, p++) x[p] *= unit[j];
}

/** Takes away the mean in two parts: far from 0, the mean itself could not be written down exactly enough. */
function subtract(
  x: Float64Array,
  d: number,
  weights: Float64Array | undefined,
  origin: Float64Array,
  rest: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from, p = from * d; i < to; i++) {
    const counts = weights === undefined || weights[i] > 0;
    for (let j = 0; j < d; j++, p++) x[p] = counts ? x[p] - origin[j] - rest[j] : 0;
  }
}

/**
 * Sums of differences to an origin, so that a large offset costs no digits. Blocks of rows are added up on their own first: rounding errors
 * grow with the blocks, not with the rows.
 */
function addDifferences(
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
