import type { FloatDType } from '../dtype.ts';
import { DataError, DTypeError, ShapeError } from '../errors.ts';
import { shapeText } from '../shape.ts';
import { describeValue } from '../text.ts';
import { allocateData, type Csr, integersFor } from './csr.ts';
import { entriesOf } from './entries.ts';
import { isSparse } from './is-sparse.ts';
import { SparseMatrix } from './sparse-matrix.ts';
import type { CheckStack, MatrixShape } from './types.ts';

/**
 * Sparse matrices below each other.
 *
 * Shapes: each [m, n] with the same n → [m + m + …, n]. Dtype: float32 if all are, else float64.
 *
 * @throws ShapeError when the numbers of columns differ (a red line in the editor where they are literal); DataError for none; DTypeError for what is not sparse.
 * @example
 * import { SparseMatrix, vstack } from '@hml/tensor/sparse';
 * const A = SparseMatrix.fromRows([[[1, 5]]], 2);
 * vstack([A, A.mul(2)]).toArray() // [[0, 5], [0, 10]]
 */
export function vstack<N extends number, D extends FloatDType>(
  matrices: readonly SparseMatrix<readonly [number, N], D>[] & CheckStack<N>,
): SparseMatrix<readonly [number, N], D>;
export function vstack(matrices: readonly SparseMatrix[]): SparseMatrix {
  return new SparseMatrix(stackedRows('vstack', partsOf('vstack', matrices)));
}

/**
 * Sparse matrices beside each other.
 *
 * Shapes: each [m, n] with the same m → [m, n + n + …]. Dtype: float32 if all are, else float64.
 *
 * @throws ShapeError when the numbers of rows differ (a red line in the editor where they are literal); DataError for none; DTypeError for what is not sparse.
 * @example
 * import { hstack, SparseMatrix } from '@hml/tensor/sparse';
 * const A = SparseMatrix.fromRows([[[1, 5]]], 2);
 * hstack([A, A]).toArray() // [[0, 5, 0, 5]]
 */
export function hstack<M extends number, D extends FloatDType>(
  matrices: readonly SparseMatrix<readonly [M, number], D>[] & CheckStack<M>,
): SparseMatrix<readonly [M, number], D>;
export function hstack(matrices: readonly SparseMatrix[]): SparseMatrix {
  return new SparseMatrix(stackedColumns('hstack', partsOf('hstack', matrices)));
}

function partsOf(where: string, matrices: unknown): readonly Csr[] {
  if (Array.isArray(matrices)) return matrices.map((A) => entriesOf(where, A));
  const fix = isSparse(matrices) ? `${where}([A])` : undefined;
  throw new DTypeError({ where, what: 'not a list', expected: 'an array of sparse matrices', got: describeValue(matrices), fix });
}

/** Refuses no matrices, and those whose sizes along the other axis differ. */
function checkStack(where: string, matrices: readonly Csr[], axis: 0 | 1): void {
  if (matrices.length === 0) throw new DataError({ where, what: 'nothing to stack', expected: 'at least one matrix', got: 'none' });
  const [first] = matrices;
  matrices.forEach(({ shape }, k) => {
    if (shape[1 - axis] === first.shape[1 - axis]) return;
    const expected = `as many ${axis === 0 ? 'columns' : 'rows'} as the first: ${first.shape[1 - axis]}`;
    throw new ShapeError({ where, what: 'sizes differ', expected, got: `${shapeText(shape)} at ${k}` });
  });
}

/** The matrices below each other. */
function stackedRows(where: string, matrices: readonly Csr[]): Csr {
  checkStack(where, matrices, 0);
  const m = matrices.reduce((total, { shape }) => total + shape[0], 0);
  const result = empty(where, matrices, [m, matrices[0].shape[1]]);
  let [row, at] = [0, 0];
  for (const { shape, data, indices, indptr } of matrices) {
    result.data.set(data, at);
    result.indices.set(indices, at);
    for (let i = 1; i <= shape[0]; i++) result.indptr[row + i] = at + indptr[i];
    row += shape[0];
    at += data.length;
  }
  return result;
}

/** The matrices beside each other. */
function stackedColumns(where: string, matrices: readonly Csr[]): Csr {
  checkStack(where, matrices, 1);
  const m = matrices[0].shape[0];
  const n = matrices.reduce((total, { shape }) => total + shape[1], 0);
  const result = empty(where, matrices, [m, n]);
  let at = 0;
  for (let i = 0; i < m; i++) {
    let before = 0;
    for (const { shape, data, indices, indptr } of matrices) {
      for (let e = indptr[i]; e < indptr[i + 1]; e++) {
        result.data[at] = data[e];
        result.indices[at++] = before + indices[e];
      }
      before += shape[1];
    }
    result.indptr[i + 1] = at;
  }
  return result;
}

/** A matrix with place for all entries, in the common type. */
function empty(where: string, matrices: readonly Csr[], [m, n]: MatrixShape): Csr {
  const common = matrices.every(({ dtype }) => dtype === 'float32') ? 'float32' : 'float64';
  const nnz = matrices.reduce((total, { data }) => total + data.length, 0);
  if (Math.max(m, n, nnz) >= 2 ** 31) {
    throw new ShapeError({
      where,
      what: 'too large',
      expected: 'rows, columns and entries below 2³¹',
      got: `${shapeText([m, n])}, ${nnz} entries`,
    });
  }
  const indptr = integersFor(where, m + 1);
  return {
    shape: Object.freeze([m, n] as const),
    dtype: common,
    data: allocateData(where, common, nnz),
    indices: integersFor(where, nnz),
    indptr,
  };
}
