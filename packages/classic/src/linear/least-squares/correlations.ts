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

/** Before the first row is added. */
export function noCorrelations(d: number, k: number): Correlations {
  return { g: new Float64Array(k * d), sums: new Float64Array(k), squares: new Float64Array(k) };
}

/** $R \leftarrow S (R - 1 b^{\top})$ for rows `from` to `to`, whose sums and squares are added up. */
export function weigh(
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
