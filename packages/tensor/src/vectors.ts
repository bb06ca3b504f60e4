import { sumLine } from './reduction.ts';

/** $x^\top y$, in four running sums. */
export function dotOf(x: Float64Array, y: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = x.length & -4;
  for (let i = 0; i < whole; i += 4) {
    s0 += x[i] * y[i];
    s1 += x[i + 1] * y[i + 1];
    s2 += x[i + 2] * y[i + 2];
    s3 += x[i + 3] * y[i + 3];
  }
  for (let i = whole; i < x.length; i++) s0 += x[i] * y[i];
  return s0 + s1 + (s2 + s3);
}

/** $y \leftarrow y + \alpha x$ */
export function addMultiple(alpha: number, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] += alpha * x[i];
}

/** The largest size $|x_i|$, 0 where there is none; NaN where one is NaN. */
export function largestSize(x: Float64Array): number {
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i]));
  return most;
}

/** $\lVert x \rVert_2$, scaled by a power of two where squares would leave the range of numbers. */
export function euclidean(x: Float64Array): number {
  const most = largestSize(x);
  if (most === 0 || !Number.isFinite(most)) return most;
  const scale = most > 2 ** 400 ? 2 ** -600 : most < 2 ** -400 ? 2 ** 600 : 1;
  const squares = x.map((v) => v * scale * (v * scale));
  return Math.sqrt(sumLine(x.length, squares, 0)) / scale;
}

/**
 * The power of two that brings numbers of this size near 1, from where squares and products of them stay in the range of numbers; 1 where
 * they do as they are.
 */
export function powerFor(size: number): number {
  if ((size > 2 ** -100 && size < 2 ** 100) || size === 0 || !Number.isFinite(size)) return 1;
  return 2 ** -Math.max(-1020, Math.min(1020, Math.round(Math.log2(size))));
}
