import { gram, linearGradient, weightedGram } from '@hml/tensor/kernels';
import type { Ticks } from '../../estimator/rows.ts';
import type { CenteredSamples } from './center.ts';
import type { Correlations } from './correlations.ts';
import { noCorrelations, weigh } from './correlations.ts';
import { CenteredEntries } from './sparse-columns.ts';
import { sparseCorrelations, sparseGram } from './sparse-products.ts';

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
  if (X instanceof CenteredEntries && !X.isFar) return { G: yield* sparseGram(X, samples), targets: yield* sparseCorrelations(X, samples) };
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
  if (X instanceof CenteredEntries && !X.isFar) return yield* sparseCorrelations(X, samples, W, b);
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

function addTo(sum: Float64Array, values: Float64Array): void {
  for (let p = 0; p < sum.length; p++) sum[p] += values[p];
}
