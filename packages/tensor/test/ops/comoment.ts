import type { Tensor } from '@hml/tensor';

/** The variables of a table, each with its observations; a vector is one variable. */
export function rowsOf(x: Tensor, rowsAreVariables: boolean): number[][] {
  const [m, n] = x.ndim === 1 ? [1, x.size] : x.shape;
  const values = x.toTypedArray();
  const rows = Array.from({ length: m }, (_, i) => Array.from(values.subarray(i * n, (i + 1) * n)));
  return x.ndim === 1 || rowsAreVariables ? rows : Array.from({ length: n }, (_, j) => rows.map((row) => row[j]));
}

/** $\sum_k (a_k - \bar a)(b_k - \bar b)$, in two passes. */
export function comoment(a: readonly number[], b: readonly number[]): number {
  const mean = (v: readonly number[]): number => v.reduce((total, x) => total + x, 0) / v.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((total, x, k) => total + (x - meanA) * (b[k] - meanB), 0);
}
