import type { Matrix } from '@hml/tensor';
import { tensor } from '@hml/tensor';
import { SparseMatrix } from '@hml/tensor/sparse';
import type { ModelJson } from '../src/index.ts';

export { planeSamples as sampleData } from '@hml/testing';

/** The model's every bit, as text. */
export function bits(model: { toJSON(): ModelJson }): string {
  return JSON.stringify(model.toJSON());
}

/** Runs `f` and returns what it threw, or undefined. */
export function thrown(f: () => unknown): unknown {
  try {
    f();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The rows of a matrix as arrays of numbers. */
export function tableOf(x: Matrix): number[][] {
  const [n, d] = x.shape;
  const values = x.toTypedArray();
  return Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * d, (i + 1) * d)));
}

/** Rows of which most values are 0, dense and sparse. */
export function thinned(
  X: readonly (readonly number[])[],
  least: number = 0.7,
): { readonly dense: number[][]; readonly sparse: SparseMatrix } {
  const dense = X.map((row) => row.map((value) => (Math.abs(value) < least ? 0 : value)));
  return { dense, sparse: SparseMatrix.fromDense(tensor(dense)) };
}
