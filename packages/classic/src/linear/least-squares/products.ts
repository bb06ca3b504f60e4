import { gram, linearGradient, weightedGram } from '@hml/tensor/kernels';
import type { Ticks } from '../../estimator/rows.ts';
import type { CenteredSamples } from './center.ts';

/** What is left of the targets, as seen by the columns. */
export interface Correlations {
  /** $X^{\top} S (Y - X W^{\top} - 1 b^{\top})$ [k, d]: a row per target. */
  readonly g: Float64Array;
  /** The weighted sums of $Y - X W^{\top} - 1 b^{\top}$ [k]. */
  readonly sums: Float64Array;
  /** The weighted sums of its squares [k]. */
  readonly squares: Float64Array;
}

/** Both sides of the normal equation. */
export interface NormalEquation {
  /** $X^{\top} S X$ [d, d] */
  readonly G: Float64Array;
  /** $X^{\top} S Y$, and what else is known of the targets. */
  readonly targets: Correlations;
}

/** Both sides of the normal equation, in blocks of rows. */
export function* normalEquation(samples: CenteredSamples): Ticks<NormalEquation> {
  const { n, X, Y, weights } = samples;
  const [d, k] = [X.d, Y.d];
  const G = new Float64Array(d * d);
  const targets = noCorrelations(d, k);
  const nothing = new Float64Array(k * d); // coefficients
  // Some milliseconds of work; a block is a matrix more to add up, so that it must not be small beside d.
  const step = Math.min(2048, Math.max(64, 256 * Math.floor(2 ** 15 / (d * d))));
  for (let from = 0; from < n; from += step) {
    const to = Math.min(n, from + step);
    const { rows, shift } = X.block(from, to);
    addTo(G, weights === undefined ? gram(rows, d, ...shift) : weightedGram(rows, d, weights.subarray(from, to), ...shift));
    const right = (Z: Float64Array, first: number, last: number): void => {
      Z.set(Y.data.subarray((from + first) * k, (from + last) * k));
      weigh(Z, from + first, from + last, samples, undefined, targets);
    };
    addTo(targets.g, linearGradient(rows, d, nothing, right, ...shift));
    yield;
  }
  return { G, targets };
}

/** The correlations of the columns with the targets, or with the residuals of coefficients W [k, d] and b [k], in blocks of rows. */
export function* correlations(samples: CenteredSamples, W?: Float64Array, b?: Float64Array): Ticks<Correlations> {
  const { n, X, Y } = samples;
  const [d, k] = [X.d, Y.d];
  const found = noCorrelations(d, k);
  const coefficients = W ?? new Float64Array(k * d);
  const step = Math.max(16, Math.floor(2 ** 17 / (d * k)));
  for (let from = 0; from < n; from += step) {
    const to = Math.min(n, from + step);
    const residuals = (Z: Float64Array, first: number, last: number): void => {
      for (let p = 0, q = (from + first) * k; p < Z.length; p++, q++) Z[p] = Y.data[q] - Z[p];
      weigh(Z, from + first, from + last, samples, b, found);
    };
    const { rows, shift } = X.block(from, to);
    addTo(found.g, linearGradient(rows, d, coefficients, residuals, ...shift));
    yield;
  }
  return found;
}

function noCorrelations(d: number, k: number): Correlations {
  return { g: new Float64Array(k * d), sums: new Float64Array(k), squares: new Float64Array(k) };
}

/** $R \leftarrow S (R - 1 b^{\top})$ for rows `from` to `to`, whose sums and squares are added up. */
function weigh(
  R: Float64Array,
  from: number,
  to: number,
  { Y, weights }: CenteredSamples,
  b: Float64Array | undefined,
  { sums, squares }: Correlations,
): void {
  const k = Y.d;
  for (let i = from, p = 0; i < to; i++) {
    const s = weights === undefined ? 1 : weights[i];
    for (let o = 0; o < k; o++, p++) {
      const r = s === 0 ? 0 : R[p] - (b === undefined ? 0 : b[o]);
      R[p] = s * r;
      sums[o] += s * r;
      squares[o] += s * r * r;
    }
  }
}

function addTo(sum: Float64Array, values: Float64Array): void {
  for (let p = 0; p < sum.length; p++) sum[p] += values[p];
}
