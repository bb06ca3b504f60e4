import { csrProduct } from '#simd';
import { OptionError } from '../errors.ts';
import { checkArray, checkRowPointers, checkType, rowsOf } from './rows.ts';

/** A matrix of which only the entries that are not 0 are kept, row by row (compressed sparse rows). */
export interface CsrMatrix {
  /** The entries. */
  readonly data: Float64Array;
  /** The column of each entry. */
  readonly indices: Int32Array;
  /** Where the entries of each row begin, and behind the last row where they end. Shape [nRows + 1]. */
  readonly indptr: Int32Array;
}

/**
 * The product of a sparse matrix and a dense one.
 *
 * $$ y_{ij} = \sum_{k :\, a_{ik} \text{ is kept}} a_{ik} b_{kj} $$
 *
 * Shapes: A [m, k] in compressed sparse rows, B [k, nColumns] → [m, nColumns].
 * Numerics: entries are added in the order in which they are kept, with the same bits on every path; a column may come twice.
 * Cost: $O(\mathrm{nnz} \cdot nColumns)$.
 *
 * @throws DTypeError for an array of another type; ShapeError where lengths do not fit or the row pointers are not ascending; OptionError for a column that B has no row for.
 * @example
 * import { csrTimesDense } from '@hml/tensor/kernels';
 * // the matrix of the rows 0 2 and 3 0
 * const A = { data: Float64Array.of(2, 3), indices: Int32Array.of(1, 0), indptr: Int32Array.of(0, 1, 2) };
 * csrTimesDense(A, Float64Array.of(1, 10, 2, 20), 2) // Float64Array [4, 40, 3, 30]
 */
export function csrTimesDense(A: CsrMatrix, B: Float64Array, nColumns: number): Float64Array<ArrayBuffer> {
  const inner = rowsOf('csrTimesDense', 'B', B, nColumns);
  checkCsr(A, inner);
  const y = new Float64Array((A.indptr.length - 1) * nColumns);
  multiplyCsr(A, B, inner, nColumns, y);
  return y;
}

/** {@link csrTimesDense} into `y`, which is 0, for operands that are known to fit: B [inner, n]. */
export function multiplyCsr(A: CsrMatrix, B: Float64Array, inner: number, n: number, y: Float64Array): void {
  const m = A.indptr.length - 1;
  if (n === 1) multiplyVector(m, A, B, y);
  else if (!csrProduct(A, m, B, inner, n, y)) for (let i = 0; i < m; i++) multiplyRow(A, i, B, n, y);
}

/** One column, whose sums need not go through memory. */
function multiplyVector(m: number, { data, indices, indptr }: CsrMatrix, b: Float64Array, y: Float64Array): void {
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let e = indptr[i]; e < indptr[i + 1]; e++) sum += data[e] * b[indices[e]];
    y[i] = sum;
  }
}

/** Row i of the product: each entry adds its multiple of a row of B. */
function multiplyRow({ data, indices, indptr }: CsrMatrix, i: number, B: Float64Array, n: number, y: Float64Array): void {
  for (let e = indptr[i]; e < indptr[i + 1]; e++) {
    const value = data[e];
    const row = indices[e] * n;
    for (let j = 0; j < n; j++) y[i * n + j] += value * B[row + j];
  }
}

/** Kernels read where indices say: none may lie beyond the end. */
function checkCsr({ data, indices, indptr }: CsrMatrix, inner: number): void {
  const where = 'csrTimesDense';
  checkType(where, 'data', data, 'Float64Array');
  checkArray(where, 'indices', indices, data.length, 'Int32Array');
  checkType(where, 'indptr', indptr, 'Int32Array');
  checkRowPointers(where, indptr, data.length);
  for (let e = 0; e < indices.length; e++) {
    if (indices[e] >= 0 && indices[e] < inner) continue;
    const got = `${indices[e]}, entry ${e}`;
    throw new OptionError({ where, what: 'a column that B has no row for', expected: `0 ≤ column < ${inner}`, got });
  }
}
