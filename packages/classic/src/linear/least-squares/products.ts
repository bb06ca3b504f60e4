import { matmul, sub, transpose, wrap } from '@hml/tensor';
import { gram, weightedGram } from '@hml/tensor/kernels';
import type { Ticks } from '../../estimator/rows.ts';
import { elementsOf } from '../elements.ts';
import type { CenteredSamples } from './center.ts';

/** $X^{\top} S X$ [d, d] in blocks of rows. */
export function* gramMatrix({ n, X: { data, d }, weights }: CenteredSamples): Ticks<Float64Array> {
  const G = new Float64Array(d * d);
  // Some milliseconds of work; a block is a matrix more to add up, so that it must not be small beside d.
  const step = Math.min(2048, Math.max(64, 256 * Math.floor(2 ** 15 / (d * d))));
  for (let from = 0; from < n; from += step) {
    const to = Math.min(n, from + step);
    const rows = data.subarray(from * d, to * d);
    const block = weights === undefined ? gram(rows, d) : weightedGram(rows, d, weights.subarray(from, to));
    for (let p = 0; p < G.length; p++) G[p] += block[p];
    yield;
  }
  return G;
}

/** What is left of the targets, as seen by the columns. */
export interface Correlations {
  /** $X^{\top} S (Y - X W^{\top} - 1 b^{\top})$ [k, d]: a row per target. */
  readonly g: Float64Array;
  /** The weighted sums of $Y - X W^{\top} - 1 b^{\top}$ [k]. */
  readonly sums: Float64Array;
  /** The weighted sums of its squares [k]. */
  readonly squares: Float64Array;
}

/** The correlations of the columns with the residuals of coefficients W [k, d] and b [k], in blocks of rows; of the targets where there are none. */
export function* correlations(samples: CenteredSamples, W?: Float64Array, b?: Float64Array): Ticks<Correlations> {
  const { n, X, Y, weights } = samples;
  const { d } = X;
  const k = Y.d;
  const [g, sums, squares] = [new Float64Array(k * d), new Float64Array(k), new Float64Array(k)];
  const coefficients = W && transpose(wrap(W.slice(), [k, d]));
  const step = Math.max(16, Math.floor(2 ** 18 / (d * k)));
  for (let from = 0; from < n; from += step) {
    const to = Math.min(n, from + step);
    const rows = wrap(X.data.subarray(from * d, to * d), [to - from, d]);
    const targets = wrap(Y.data.subarray(from * k, to * k), [to - from, k]);
    const R = elementsOf(coefficients === undefined ? targets : sub(targets, matmul(rows, coefficients)));
    const residuals = new Float64Array(R.length);
    for (let i = from, p = 0; i < to; i++) {
      const s = weights === undefined ? 1 : weights[i];
      for (let o = 0; o < k; o++, p++) {
        const r = s === 0 ? 0 : R[p] - (b === undefined ? 0 : b[o]);
        residuals[p] = s * r;
        sums[o] += s * r;
        squares[o] += s * r * r;
      }
    }
    const block = elementsOf(k === 1 ? matmul(wrap(residuals), rows) : matmul(transpose(wrap(residuals, [to - from, k])), rows));
    for (let p = 0; p < g.length; p++) g[p] += block[p];
    yield;
  }
  return { g, sums, squares };
}
