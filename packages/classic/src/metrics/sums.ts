import { sumLine } from '@hml/tensor/extend';

/** $\sum_i w_i t_i$, in the one summation order of the house; without weights all count as one. */
export function weightedSum(n: number, weights: Float64Array | undefined, term: (i: number) => number): number {
  const terms = new Float64Array(n);
  for (let i = 0; i < n; i++) terms[i] = (weights?.[i] ?? 1) * term(i);
  return sumOf(terms);
}

/** $\sum_i w_i t_i / \sum_i w_i$ */
export function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  const n = values.length;
  return weightedSum(n, weights, (i) => values[i]) / weightedSum(n, weights, () => 1);
}

/** The weighted share of `n` samples that are right: $\sum_i w_i [\hat{y}_i = y_i] / \sum_i w_i$ */
export function accuracyOf(n: number, isRight: (i: number) => boolean, weights?: Float64Array): number {
  return weightedSum(n, weights, (i) => Number(isRight(i))) / weightedSum(n, weights, () => 1);
}

/** The share of the loss of a constant that predictions save: 1 where nothing is lost; of no loss to save 0, if the predictions lose some. */
export function savedShare(loss: number, ofConstant: number): number {
  return 1 - (ofConstant === 0 ? Number(loss !== 0) : loss / ofConstant);
}

/** $\sum_i t_i$ */
export function sumOf(values: Float64Array): number {
  return sumLine(values.length, values, 0);
}

/** The same numbers with one in front. */
export function prepended(first: number, values: Float64Array): Float64Array {
  const all = new Float64Array(values.length + 1);
  all[0] = first;
  all.set(values, 1);
  return all;
}

/** The same numbers with one behind. */
export function appended(values: Float64Array, last: number): Float64Array {
  const all = new Float64Array(values.length + 1);
  all.set(values);
  all[values.length] = last;
  return all;
}
