import type { Matrix, Tensor, Vector } from '@hml/tensor';
import { isTensor, reshape, take, wrap } from '@hml/tensor';
import type { Columns, FlatMatrix, MatrixLike, ObjectRows } from '../estimator/matrix-like.ts';
import { hasExactly, isArrayLike } from '../estimator/read-matrix.ts';
import type { SparseLike } from '../estimator/sparse.ts';
import { compressedRows, isSparse } from '../estimator/sparse.ts';

/**
 * Some rows of a matrix, or some elements of a list, in the order of their numbers; what comes out is of the kind that went in, so names of
 * columns are kept; of a typed array, an array; of a `SparseMatrix`, its arrays. A row may be taken more than once.
 *
 * @example
 * import { takeRows } from '@hml/classic/model-selection';
 * takeRows([[1, 2], [3, 4], [5, 6]], Int32Array.of(2, 0)) // [[5, 6], [1, 2]]
 * takeRows(['a', 'b', 'c'], Int32Array.of(1)) // ['b']
 * takeRows({ age: [20, 30, 40] }, Int32Array.of(0, 2)) // { age: [20, 40] }
 */
export function takeRows<E>(X: readonly E[], rows: Int32Array): E[];
export function takeRows(X: Matrix, rows: Int32Array): Matrix;
export function takeRows(X: Vector, rows: Int32Array): Vector;
export function takeRows<E>(X: ArrayLike<E>, rows: Int32Array): ArrayLike<E>;
export function takeRows(X: MatrixLike, rows: Int32Array): MatrixLike;
export function takeRows(X: MatrixLike | Vector | ArrayLike<unknown>, rows: Int32Array): MatrixLike | Vector | ArrayLike<unknown> {
  if (isTensor(X)) {
    const whole: Tensor = X;
    const taken = take(whole, wrap(rows.slice(), [rows.length]), 0);
    return isVector(X) ? reshape(taken, [rows.length]) : reshape(taken, [rows.length, X.shape[1]]);
  }
  if (isArrayLike(X)) return takeElements(X, rows);
  if (isSparse(X)) return takeSparse(compressedRows('takeRows', 'X', X), rows);
  if (isFlat(X)) return takeFlat(X, rows);
  if (isObjectRows(X)) return { rows: Array.from(rows, (i) => X.rows[i]), columns: X.columns };
  const columns: Record<string, ArrayLike<number>> = {};
  for (const [name, values] of Object.entries(X)) columns[name] = takeElements(values, rows);
  return columns;
}

function isVector(X: Matrix | Vector): X is Vector {
  return X.ndim === 1;
}

function takeElements<E>(values: ArrayLike<E>, rows: Int32Array): ArrayLike<E> {
  return Array.from(rows, (i) => values[i]);
}

function takeFlat({ data, shape: [, d] }: FlatMatrix, rows: Int32Array): FlatMatrix {
  const taken = new Float64Array(rows.length * d);
  for (let i = 0; i < rows.length; i++) for (let j = 0; j < d; j++) taken[i * d + j] = data[rows[i] * d + j];
  return { data: taken, shape: [rows.length, d] };
}

function takeSparse({ shape: [, d], indptr, indices, values }: SparseLike, rows: Int32Array): SparseLike {
  const ends = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) ends[i + 1] = ends[i] + indptr[rows[i] + 1] - indptr[rows[i]];
  const taken = {
    shape: [rows.length, d] as const,
    indptr: ends,
    indices: new Int32Array(ends[rows.length]),
    values: new Float64Array(ends[rows.length]),
  };
  for (let i = 0; i < rows.length; i++) {
    taken.indices.set(indices.subarray(indptr[rows[i]], indptr[rows[i] + 1]), ends[i]);
    taken.values.set(values.subarray(indptr[rows[i]], indptr[rows[i] + 1]), ends[i]);
  }
  return taken;
}

function isFlat(X: MatrixLike): X is FlatMatrix {
  return hasExactly(X, 'data', 'shape');
}

function isObjectRows(X: Columns | ObjectRows | MatrixLike): X is ObjectRows {
  return hasExactly(X, 'rows', 'columns');
}
