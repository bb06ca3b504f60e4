import type { FloatDType } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import { describeValue } from '../text.ts';
import type { Csr } from './csr.ts';
import { isSparse } from './is-sparse.ts';
import type { TwoSides } from './products.ts';
import type { SparseMatrix } from './sparse-matrix.ts';
import type { MatrixShape } from './types.ts';

/** The key of a sparse matrix's entries: a registered symbol, so that two copies of this package get along. Only {@link csrOf} reads it. */
export const entriesKey = Symbol.for('@hml/tensor/sparse/entries');

/** The matrix and, once a product from the left or a gradient asks for it, its transpose. */
export function sidesOf(A: SparseMatrix): TwoSides {
  return { csr: csrOf(A), turned: () => sidesOf(A.T) };
}

/**
 * The arrays of a sparse matrix, for those who write algorithms on its entries. They are the matrix's own: never write to them.
 *
 * @example
 * import { csrOf, SparseMatrix } from '@hml/tensor/sparse';
 * csrOf(SparseMatrix.fromRows([[[2, 5]], [[0, 7]]], 3)).indices // Int32Array [2, 0]
 */
export function csrOf<S extends MatrixShape, D extends FloatDType>(A: SparseMatrix<S, D>): Csr<S, D>;
export function csrOf(A: SparseMatrix): Csr {
  return entriesOf('csrOf', A);
}

/** The same for a function of another name. */
export function entriesOf(where: string, A: unknown): Csr {
  if (isSparse(A)) return A[entriesKey];
  throw new DTypeError({
    where,
    what: 'not a sparse matrix',
    expected: 'a SparseMatrix',
    got: describeValue(A),
    fix: 'SparseMatrix.fromDense(x) makes one of a tensor',
  });
}
