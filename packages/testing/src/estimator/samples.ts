import { normal, random } from '@hml/tensor';
import type { Label, SparseLike } from './under-test.ts';

/** Rows and what is to be learned of them. */
export interface Samples {
  /** One list per row. */
  readonly X: readonly (readonly number[])[];
  /** One target per row. */
  readonly y: readonly Label[];
}

/** Samples that are the caller's to change. */
export interface OwnSamples<L extends Label> {
  /** One list per row. */
  readonly X: number[][];
  /** One target per row. */
  readonly y: L[];
}

/** n rows of d standard normal columns. The same seed gives the same rows. */
export function normalRows(n: number, d: number, seed: number): number[][] {
  const values = normal(random(seed).split(0), [n, d]).toTypedArray();
  return Array.from({ length: n }, (_, i) => Array.from(values.slice(i * d, (i + 1) * d)));
}

/** Rows, and targets that follow a plane over them with a little noise. */
export function planeSamples(n: number, d: number, seed: number): OwnSamples<number> {
  const X = normalRows(n, d, seed);
  return { X, y: planeOver(X, seed) };
}

/** Targets that follow a plane over these rows with a little noise. */
export function planeOver(X: readonly (readonly number[])[], seed: number): number[] {
  const noise = normal(random(seed).split(1), [X.length]).toTypedArray();
  return X.map((row, i) => 3 + 0.1 * noise[i] + row.reduce((sum, value, j) => sum + (j + 1) * value, 0));
}

/** Clouds around one centre per class, far enough apart that every classifier tells them; rows of the classes take turns. */
export function cloudSamples<L extends Label>(n: number, d: number, seed: number, labels: readonly L[]): OwnSamples<L> {
  const X = normalRows(n, d, seed).map((row, i) => row.map((value, j) => 0.5 * value + (j % labels.length === i % labels.length ? 4 : 0)));
  return { X, y: X.map((_, i) => labels[i % labels.length]) };
}

/** The names of three columns. */
export const columnNames: readonly string[] = ['age', 'rooms', 'income'];

/** The same rows as a record of three columns. */
export function columnsOf(X: readonly (readonly number[])[]): Record<string, number[]> {
  return Object.fromEntries(columnNames.map((name, j) => [name, X.map((row) => row[j])]));
}

/** The same rows without their zeros. */
export function sparseOf(X: readonly (readonly number[])[]): SparseLike {
  const entries = X.map((row) => row.flatMap((value, j) => (value === 0 ? [] : [{ value, j }])));
  const indptr = new Int32Array(X.length + 1);
  entries.forEach((row, i) => {
    indptr[i + 1] = indptr[i] + row.length;
  });
  const all = entries.flat();
  return {
    shape: [X.length, X[0]?.length ?? 0],
    indptr,
    indices: Int32Array.from(all, ({ j }) => j),
    values: Float64Array.from(all, ({ value }) => value),
  };
}
