import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';

/** Columns brought to mean 0 and length 1, and how to undo it. */
export interface Standardized {
  /** $Z$ [n, d], in the place of the columns that came in; row $i$ is multiplied by $\sqrt{w_i}$. */
  readonly Z: Float64Array;
  /** The weighted means $\mu$ [d]; zeros where nothing was to be centred. */
  readonly mean: Float64Array;
  /** The lengths $s$ [d] that the columns were divided by; 0 for a column that does not vary. */
  readonly scale: Float64Array;
}

/**
 * Brings the columns of a matrix to mean 0 (if `center`) and length 1, in place.
 *
 * $$ Z_{ij} = \sqrt{w_i}\,\frac{x_{ij} - \mu_j}{s_j} $$
 *
 * Numerics: columns are centred twice, the second time by the mean that rounding left in them, so that a large offset costs no digits; lengths
 * are taken of columns divided by their largest value, so that squares neither overflow nor vanish. A column whose deviations are rounding
 * errors of its values counts as constant.
 */
export function* standardize(
  data: Float64Array,
  n: number,
  d: number,
  weights: Float64Array | undefined,
  center: boolean,
): Ticks<Standardized> {
  const mean = new Float64Array(d);
  if (center) {
    yield* subtractMean(data, n, d, weights, mean);
    yield* subtractMean(data, n, d, weights, mean);
  }
  const heaviest = weights === undefined ? 1 : weights.reduce((a, b) => Math.max(a, b));
  const deviation = new Float64Array(d);
  const largest = new Float64Array(d);
  yield* byRows(n, 4 * d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      const w = weights === undefined ? 1 : weights[i] / heaviest;
      const root = Math.sqrt(w);
      for (let j = 0; j < d; j++, p++) {
        const z = w === 0 ? 0 : data[p];
        deviation[j] = Math.max(deviation[j], Math.abs(z));
        data[p] = root * z;
        largest[j] = Math.max(largest[j], Math.abs(data[p]));
      }
    }
  });
  for (let j = 0; j < d; j++) if (deviation[j] <= 4 * Number.EPSILON * Math.abs(mean[j])) largest[j] = 0;
  const squares = new Float64Array(d);
  yield* byRows(n, 4 * d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      for (let j = 0; j < d; j++, p++) {
        data[p] = largest[j] === 0 ? 0 : data[p] / largest[j];
        squares[j] += data[p] * data[p];
      }
    }
  });
  const length = squares.map((sum) => Math.sqrt(sum) || 1); // no division by 0 where the column does not vary
  yield* byRows(n, 4 * d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) for (let j = 0; j < d; j++, p++) data[p] /= length[j];
  });
  return { Z: data, mean, scale: length.map((value, j) => value * largest[j]) };
}

/** $x_i \leftarrow x_i - \delta$ and $\mu \leftarrow \mu + \delta$ with $\delta = \sum_i w_i x_i / \sum_i w_i$. */
function* subtractMean(data: Float64Array, n: number, d: number, weights: Float64Array | undefined, mean: Float64Array): Ticks<void> {
  const delta = new Float64Array(d);
  let total = 0;
  yield* byRows(n, 4 * d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      const w = weights === undefined ? 1 : weights[i];
      total += w;
      for (let j = 0; j < d; j++, p++) delta[j] += w * data[p];
    }
  });
  for (let j = 0; j < d; j++) {
    delta[j] /= total;
    mean[j] += delta[j];
  }
  yield* byRows(n, 4 * d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) for (let j = 0; j < d; j++, p++) data[p] -= delta[j];
  });
}
