import { qr, wrap } from '@hml/tensor';
import type { Ticks } from '../../estimator/rows.ts';
import type { CenteredSamples } from './center.ts';

/** A small problem of least squares with the solutions of the large one. */
export interface Triangle {
  /** $R$ with $R^{\top} R = X^{\top} S X$, [m, d] where $m \le d + k$ or there are only m rows. */
  readonly R: Float64Array;
  /** $Q^{\top} \sqrt{S}\, Y$ [m, k] */
  readonly right: Float64Array;
  /** How many rows there are. */
  readonly m: number;
}

/**
 * The triangle of $\sqrt{S}\,(X \mid Y) = Q R$, by QR of one block of rows after the other, each below the triangle so far.
 *
 * Numerics: orthogonal throughout, so that unlike in the Gram matrix no digit of the condition is lost.
 */
export function* triangleOf({ n, X, Y, weights }: CenteredSamples): Ticks<Triangle> {
  const [d, k] = [X.d, Y.d];
  const width = d + k;
  const step = Math.max(64, 3 * width);
  let R: Float64Array = new Float64Array(0);
  for (let from = 0; from < n; from += step) {
    const to = Math.min(n, from + step);
    const above = R.length / width;
    const stacked = new Float64Array((above + to - from) * width);
    stacked.set(R);
    const block = X.rows(from, to);
    for (let i = from, p = above * width, q = 0; i < to; i++) {
      const root = weights === undefined ? 1 : Math.sqrt(weights[i]);
      for (let j = 0; j < d; j++) stacked[p++] = root * block[q++];
      for (let o = 0; o < k; o++) stacked[p++] = root * Y.data[i * k + o];
    }
    const rows = stacked.length / width;
    R = rows <= width ? stacked : qr(wrap(stacked, [rows, width])).r.toTypedArray();
    yield;
  }
  const m = R.length / width;
  const left = new Float64Array(m * d);
  const right = new Float64Array(m * k);
  for (let i = 0; i < m; i++) {
    left.set(R.subarray(i * width, i * width + d), i * d);
    right.set(R.subarray(i * width + d, (i + 1) * width), i * k);
  }
  return { R: left, right, m };
}
