import type { SparseMatrix } from './sparse-matrix.ts';

/** Marks sparse matrices of every copy of this package, as tensors are marked. */
export const brand = Symbol.for('@hml/tensor/sparse');

/**
 * Whether `x` is a sparse matrix (of this or another copy of the package).
 *
 * @example
 * import { tensor } from '@hml/tensor';
 * import { isSparse, SparseMatrix } from '@hml/tensor/sparse';
 * isSparse(SparseMatrix.fromRows([], 3)) // true
 * isSparse(tensor([[0]])) // false
 */
export function isSparse(x: unknown): x is SparseMatrix {
  return typeof x === 'object' && x !== null && brand in x;
}
