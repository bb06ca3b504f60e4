import { isTensor } from '@hml/tensor';
import type { Label, Matrix, Model, SparseLike } from './under-test.ts';

/** A result of one row per sample as lists. */
export function listOf(result: unknown): Label[][] {
  const values: unknown = isTensor(result) ? result.toArray() : result;
  if (Array.isArray(values)) return values.map((row: unknown) => (Array.isArray(row) ? row : [row]));
  if (values instanceof Float64Array || values instanceof Int32Array) return Array.from(values, (value) => [value]);
  if (isSparse(values)) return denseRows(values);
  throw new Error('a model that neither predicts nor transforms');
}

function isSparse(values: unknown): values is SparseLike {
  return typeof values === 'object' && values !== null && ['values', 'indices', 'indptr', 'shape'].every((key) => key in values);
}

function denseRows({ values, indices, indptr, shape: [m, n] }: SparseLike): number[][] {
  return Array.from({ length: m }, (_, i) => {
    const row = new Array<number>(n).fill(0);
    for (let p = indptr[i]; p < indptr[i + 1]; p++) row[indices[p]] = values[p];
    return row;
  });
}

/** Results of one row per sample, joined row by row; what is undefined is left out. */
export function sideBySide(first: unknown, ...others: readonly unknown[]): Label[][] {
  const lists = others.filter((result) => result !== undefined).map(listOf);
  return listOf(first).map((row, i) => [...row, ...lists.flatMap((list) => list[i])]);
}

/** The label that a classifier predicts for each row. */
export function labelsOf(model: Model, X: Matrix): Label[] {
  return listOf(model.predict?.(X)).map(([label]) => label);
}
