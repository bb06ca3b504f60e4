import type { DesignMatrix } from '../estimator/matrix-like.ts';
import type { Ticks } from '../estimator/rows.ts';
import { byRows } from '../estimator/rows.ts';

/**
 * Weight, mean and sum of squared deviations of every column within every group of rows: sufficient statistics, so that those of two sets
 * of rows can be merged into those of both. Each array is [nGroups, nFeatures], row by row.
 */
export interface Moments {
  /** $W = \sum_i w_i$ over the values that are there. */
  readonly weight: Float64Array;
  /** $\mu = \sum_i w_i x_i / W$; 0 where there is no weight. */
  readonly mean: Float64Array;
  /** $S = \sum_i w_i (x_i - \mu)^2$ */
  readonly squares: Float64Array;
}

/** How the rows of {@link moments} are grouped and weighed. */
export interface Grouping {
  /** The group of each row, from 0. @defaultValue all in group 0 */
  readonly codes?: Int32Array | undefined;
  /** How many groups there are. @defaultValue 1 */
  readonly nGroups?: number;
  /** The weight of each row. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined;
}

/**
 * The {@link Moments} of a matrix, in two passes; NaN counts as missing.
 *
 * Numerics: deviations are taken from the mean of the first pass, and what rounding left in it is taken out again, so that a large offset
 * costs no digits: $S = \sum_i w_i (x_i - m)^2 - (\sum_i w_i (x_i - m))^2 / W$.
 */
export function* moments(
  { data, nSamples: n, nFeatures: d }: DesignMatrix,
  { codes, nGroups = 1, weights }: Grouping = {},
): Ticks<Moments> {
  const weight = new Float64Array(nGroups * d);
  const mean = new Float64Array(nGroups * d);
  yield* byRows(n, 4 * d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      const w = weights === undefined ? 1 : weights[i];
      for (let j = 0, q = codes === undefined ? 0 : codes[i] * d; j < d; j++, p++, q++) {
        const x = data[p];
        if (Number.isNaN(x)) continue; // missing
        weight[q] += w;
        mean[q] += w * x;
      }
    }
  });
  for (let q = 0; q < mean.length; q++) mean[q] = weight[q] > 0 ? mean[q] / weight[q] : 0;

  const rest = new Float64Array(nGroups * d);
  const squares = new Float64Array(nGroups * d);
  yield* byRows(n, 4 * d, (from, to) => {
    for (let i = from, p = from * d; i < to; i++) {
      const w = weights === undefined ? 1 : weights[i];
      for (let j = 0, q = codes === undefined ? 0 : codes[i] * d; j < d; j++, p++, q++) {
        const x = data[p];
        if (Number.isNaN(x)) continue;
        const deviation = x - mean[q];
        rest[q] += w * deviation;
        squares[q] += w * deviation * deviation;
      }
    }
  });
  for (let q = 0; q < mean.length; q++) {
    if (weight[q] === 0) continue;
    mean[q] += rest[q] / weight[q];
    squares[q] = Math.max(0, squares[q] - (rest[q] * rest[q]) / weight[q]);
  }
  return { weight, mean, squares };
}

/**
 * The moments of the rows behind `a` and those behind `b` together.
 *
 * $$ W = W_a + W_b, \quad \delta = \mu_b - \mu_a, \quad \mu = \mu_a + \delta \frac{W_b}{W}, \quad S = S_a + S_b + \delta^2 \frac{W_a W_b}{W} $$
 *
 * @see T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const weight = a.weight.map((value, q) => value + b.weight[q]);
  const share = b.weight.map((value, q) => (weight[q] > 0 ? value / weight[q] : 0)); // W_b / W
  const delta = b.mean.map((value, q) => value - a.mean[q]);
  return {
    weight,
    mean: a.mean.map((value, q) => value + delta[q] * share[q]),
    squares: a.squares.map((value, q) => value + b.squares[q] + delta[q] * delta[q] * a.weight[q] * share[q]),
  };
}

/** The variances $S / W$; 0 where there is no weight. */
export function variances({ weight, squares }: Moments): Float64Array {
  return squares.map((value, q) => (weight[q] > 0 ? value / weight[q] : 0));
}
