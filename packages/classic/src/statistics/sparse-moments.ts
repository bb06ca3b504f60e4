import type { Ticks } from '../estimator/rows.ts';
import type { SparseDesign } from '../estimator/sparse.ts';
import { countingRows, eachEntry } from '../estimator/sparse.ts';
import type { Moments } from './moments.ts';

/** The {@link Moments} of the columns of sparse rows, from the entries: what has none is 0, NaN counts as missing. As exact as those of dense rows. */
export function* sparseMoments(X: SparseDesign, weights: Float64Array | undefined): Ticks<Moments> {
  const { nSamples: n, nFeatures: d } = X;
  const rows = countingRows(X, weights);
  const total = weights === undefined ? n : weights.reduce((sum, w) => sum + w, 0);
  const weight = new Float64Array(d).fill(total);
  const [mean, rest, squares] = [new Float64Array(d), new Float64Array(d), new Float64Array(d)];
  const [counts, zeros] = [new Int32Array(d), new Float64Array(d).fill(total)]; // entries, and the weight of the rows without
  yield* eachEntry(X, weights, (j, x, w) => {
    counts[j]++;
    zeros[j] -= w;
    if (Number.isNaN(x)) weight[j] -= w;
    else mean[j] += w * x;
  });
  for (let j = 0; j < d; j++) {
    if (counts[j] === rows) zeros[j] = 0; // but for rounding it is
    weight[j] = Math.max(0, weight[j]);
    mean[j] = weight[j] > 0 ? mean[j] / weight[j] : 0;
    rest[j] = -zeros[j] * mean[j];
    squares[j] = zeros[j] * mean[j] * mean[j];
  }
  yield* eachEntry(X, weights, (j, x, w) => {
    if (Number.isNaN(x)) return;
    const deviation = x - mean[j];
    rest[j] += w * deviation;
    squares[j] += w * deviation * deviation;
  });
  for (let j = 0; j < d; j++) {
    if (weight[j] === 0) continue;
    mean[j] += rest[j] / weight[j];
    squares[j] = Math.max(0, squares[j] - (rest[j] * rest[j]) / weight[j]);
  }
  return { weight, mean, squares };
}
