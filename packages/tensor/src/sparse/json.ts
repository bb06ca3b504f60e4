import type { FloatDType } from '../dtype.ts';
import { isFloat } from '../dtype.ts';
import { type JsonNumber, numberToJson } from '../json.ts';
import { dividesEntries } from '../kernels/rows.ts';
import { readDType, readNumbers, readShape, type Saved, savedFields, wrongField } from '../saved.ts';
import { allocateData, type Csr, integersFor } from './csr.ts';
import type { MatrixShape } from './types.ts';

/** A saved sparse matrix: plain data that `JSON.stringify` and `structuredClone` both carry. */
export interface SparseMatrixJson {
  /** The version of the common format. */
  readonly hml: 1;
  /** What was saved. */
  readonly kind: 'SparseMatrix';
  /** The version of the fields below. */
  readonly version: 1;
  /** The element type. */
  readonly dtype: FloatDType;
  /** Rows and columns. */
  readonly shape: MatrixShape;
  /** The entries, row by row. */
  readonly data: readonly JsonNumber[];
  /** The column of each entry, ascending within a row. */
  readonly indices: readonly number[];
  /** Where the entries of each row begin, and behind the last row where they end. */
  readonly indptr: readonly number[];
}

const saved: Saved = {
  where: 'SparseMatrix.fromJSON',
  kind: 'SparseMatrix',
  noun: 'sparse matrix',
  fields: ['dtype', 'shape', 'data', 'indices', 'indptr'],
};

/** The matrix as plain data. */
export function csrToJson({ dtype, shape, data, indices, indptr }: Csr): SparseMatrixJson {
  return {
    hml: 1,
    kind: 'SparseMatrix',
    version: 1,
    dtype,
    shape: [shape[0], shape[1]],
    data: Array.from(data, numberToJson),
    indices: [...indices],
    indptr: [...indptr],
  };
}

/** The matrix that was saved. No array is longer than its field is, and the form must be canonical. */
export function csrOfJson(json: unknown): Csr {
  const fields = savedFields(saved, json);
  const dtype = readDType(saved, fields.get('dtype'));
  if (!isFloat(dtype)) throw wrongField(saved, 'dtype', 'float64 or float32', dtype);
  const [m, n, ...others] = readShape(saved, fields.get('shape'));
  if (n === undefined || others.length > 0 || Math.max(m, n) >= 2 ** 31)
    throw wrongField(saved, 'shape', 'two whole numbers below 2³¹', fields.get('shape'));
  const integers = (name: string, length: number): Int32Array =>
    readNumbers(saved, name, fields.get(name), 'int32', length, (size) => integersFor(saved.where, size));
  const indptr = integers('indptr', m + 1);
  const nnz = indptr[m];
  if (!dividesEntries(indptr, nnz)) throw wrongField(saved, 'indptr', 'numbers that ascend from 0', fields.get('indptr'));
  const indices = integers('indices', nnz);
  for (let i = 0; i < m; i++) {
    for (let e = indptr[i]; e < indptr[i + 1]; e++) {
      const least = e === indptr[i] ? 0 : indices[e - 1] + 1;
      if (indices[e] < least || indices[e] >= n)
        throw wrongField(saved, `indices[${e}]`, `a whole number from ${least} to ${n - 1}`, indices[e]);
    }
  }
  const data = readNumbers(saved, 'data', fields.get('data'), dtype, nnz, (size) => allocateData(saved.where, dtype, size));
  return { shape: Object.freeze([m, n] as const), dtype, data, indices, indptr };
}
