import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import { blocksOf } from '../blocks.ts';
import type { CenteredSamples } from './center.ts';
import type { Correlations } from './correlations.ts';
import { noCorrelations, weigh } from './correlations.ts';
import type { CenteredEntries } from './sparse-columns.ts';

/** $X^{\top} S X - (\sum_i s_i)\, \mu \mu^{\top}$ [d, d] from the entries: each row adds the products of its own. */
export function* sparseGram({ X, shift, squares, d }: CenteredEntries, { n, weights, total }: CenteredSamples): Ticks<Float64Array> {
  const { data, indices, indptr } = X;
  const G = new Float64Array(d * d);
  const perRow = Math.ceil(data.length / n);
  yield* byRows(n, perRow * perRow, (from, to) => {
    for (let i = from; i < to; i++) {
      const s = weights === undefined ? 1 : weights[i];
      for (let p = indptr[i]; p < indptr[i + 1]; p++) {
        const [value, a] = [s * data[p], indices[p]];
        for (let q = indptr[i]; q < p; q++) {
          const b = indices[q];
          G[a > b ? a * d + b : b * d + a] += value * data[q];
        }
      }
    }
  });
  yield* byRows(d, d, (from, to) => {
    for (let a = from; a < to; a++) {
      for (let b = 0; b < a; b++) {
        const p = a * d + b;
        const isConstant = squares[a] === 0 || squares[b] === 0; // rounding errors would be left of it
        G[p] = isConstant ? 0 : G[p] - total * shift[a] * shift[b];
        G[b * d + a] = G[p];
      }
      G[a * d + a] = squares[a];
    }
  });
  return G;
}

/** The correlations of the columns with the residuals of coefficients W [k, d] and b [k], or with the targets, from the entries. */
export function* sparseCorrelations(
  { X, shift, squares, d }: CenteredEntries,
  samples: CenteredSamples,
  W: Float64Array = new Float64Array(samples.Y.d * d),
  b?: Float64Array,
): Ticks<Correlations> {
  const { Y } = samples;
  const k = Y.d;
  const found = noCorrelations(d, k);
  const atMean = Float64Array.from({ length: k }, (_, o) => shift.reduce((sum, mean, j) => sum + mean * W[o * d + j], 0));
  const residuals = (Z: Float64Array, from: number, to: number): void => {
    for (let p = 0; p < Z.length; p++) Z[p] = Y.data[from * k + p] - (Z[p] - atMean[p % k]);
    weigh(Z, from, to, samples, b, found);
  };
  for (const block of blocksOf(X)) {
    block.addGradient(W, k, residuals, found.g);
    yield;
  }
  for (let p = 0; p < found.g.length; p++) {
    found.g[p] = squares[p % d] === 0 ? 0 : found.g[p] - found.sums[Math.floor(p / d)] * shift[p % d];
  }
  return found;
}
