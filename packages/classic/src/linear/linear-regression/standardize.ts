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
 * Numerics: the mean is corrected by the mean of the deviations, so that a large offset costs no digits; lengths are taken of columns divided
 * by their largest value, so that squares neither overflow nor vanish. A column whose deviations are rounding errors of its values counts as
 * constant.
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
    yield* addMeanDeviation(data, n, d, weights, mean);
    yield* addMeanDeviation(data, n, d, weights, mean);
  }
  const heaviest = weights === undefined ? 1 : weights.reduce((a, b) => Math.max(a, b));
  const value = new Float64Array(d);
  const deviation = new Float64Array(d);
  const largest = new Float64Array(d);
  yield* byRows(n, d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      const w = weights === undefined ? 1 : weights[i] / heaviest;
      const root = Math.sqrt(w);
      for (let j = 0; j < d; j++, p++) {
        const x = w === 0 ? mean[j] : data[p];
        value[j] = Math.max(value[j], Math.abs(x));
        deviation[j] = Math.max(deviation[j], Math.abs(x - mean[j]));
        data[p] = root * (x - mean[j]);
        largest[j] = Math.max(largest[j], Math.abs(data[p]));
      }
    }
  });
  for (let j = 0; j < d; j++) if (deviation[j] <= 4 * Number.EPSILON * value[j]) largest[j] = 0;
  const squares = new Float64Array(d);
  yield* byRows(n, d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      for (let j = 0; j < d; j++, p++) {
        data[p] = largest[j] === 0 ? 0 : data[p] / largest[j];
        squares[j] += data[p] * data[p];
      }
    }
  });
  const length = squares.map(Math.sqrt);
  yield* byRows(n, d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) for (let j = 0; j < d; j++, p++) data[p] = length[j] === 0 ? 0 : data[p] / length[j];
  });
  return { Z: data, mean, scale: length.map((value, j) => value * largest[j]) };
}

/** $\mu \mathrel{+}= \sum_i w_i (x_i - \mu) / \sum_i w_i$: from $\mu = 0$ the mean, and from the mean its rounding error. */
function* addMeanDeviation(data: Float64Array, n: number, d: number, weights: Float64Array | undefined, mean: Float64Array): Ticks<void> {
  const sum = new Float64Array(d);
  let total = 0;
  yield* byRows(n, d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      const w = weights === undefined ? 1 : weights[i];
      total += w;
      for (let j = 0; j < d; j++, p++) sum[j] += w * (data[p] - mean[j]);
    }
  });
  for (let j = 0; j < d; j++) mean[j] += sum[j] / total;
}
