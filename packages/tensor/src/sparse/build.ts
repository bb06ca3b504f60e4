import { isTensor } from '../base.ts';
import { type ArrayOf, type FloatDType, floating, isTypedArray } from '../dtype.ts';
import { copyOf } from '../elementwise.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { checkLength, checkRowPointers } from '../kernels/rows.ts';
import { withDefaults } from '../options.ts';
import { shapeText } from '../shape.ts';
import { reading } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { asDType, type Csr, canonical, checkFloatDType, checkMatrixShape, integersFor, rowsOfEntries } from './csr.ts';
import { asEntry } from './scale.ts';
import type { MatrixShape } from './types.ts';

/** Entries by their places: the k-th is `values[k]` at `[rows[k], columns[k]]`. */
export interface Triplets {
  /** The row of each entry. */
  readonly rows: ArrayLike<number>;
  /** The column of each entry. */
  readonly columns: ArrayLike<number>;
  /** The entries. */
  readonly values: ArrayLike<number>;
}

/** The entries of a matrix and their places, in fresh arrays. */
export interface TripletArrays<D extends FloatDType = FloatDType> {
  /** The row of each entry. */
  readonly rows: Int32Array;
  /** The column of each entry, ascending within a row. */
  readonly columns: Int32Array;
  /** The entries. */
  readonly values: ArrayOf<D>;
}

/** Compressed sparse rows from elsewhere, in any order within a row; a column may come twice. */
export interface CompressedRows {
  /** The entries, row by row. */
  readonly data: ArrayLike<number>;
  /** The column of each entry. */
  readonly indices: ArrayLike<number>;
  /** Where the entries of each row begin, and behind the last row where they end. Shape [nRows + 1]. */
  readonly indptr: ArrayLike<number>;
}

/** Options of the functions that make sparse matrices. */
export interface SparseOptions<D extends FloatDType = FloatDType> {
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: D;
}

/** The element type asked for. */
export function dtypeIn(where: string, options: SparseOptions | undefined): FloatDType {
  return withDefaults(where, { dtype: 'float64' }, options).dtype;
}

/** The matrix of these entries. */
export function csrOfTriplets(where: string, triplets: Triplets, shape: MatrixShape, dtype: FloatDType): Csr {
  const { rows, columns, values } = fieldsOf(where, triplets, '{ rows, columns, values }');
  checkMatrixShape(where, shape);
  checkFloatDType(where, dtype);
  const length = list(where, 'values', values).length;
  checkLength(where, 'rows', list(where, 'rows', rows), length);
  checkLength(where, 'columns', list(where, 'columns', columns), length);
  const [i, j] = [indicesBelow(where, 'row', rows, shape[0]), indicesBelow(where, 'column', columns, shape[1])];
  return canonical(where, Object.freeze([shape[0], shape[1]] as const), dtype, i, j, numbers(where, values));
}

/** The matrix whose rows are pairs of a column and a value. */
export function csrOfRows(where: string, rows: Iterable<Iterable<readonly [number, number]>>, n: number, dtype: FloatDType): Csr {
  const [is, js, values]: [number[], number[], number[]] = [[], [], []];
  let m = 0;
  for (const row of listed(where, 'rows', rows)) {
    for (const pair of listed(where, `row ${m}`, row)) {
      const parts: readonly number[] = [...listed(where, `an entry of row ${m}`, pair)];
      if (parts.length !== 2) throw noPair(where, m, parts.length);
      is.push(m);
      js.push(parts[0]);
      values.push(parts[1]);
    }
    m++;
  }
  return csrOfTriplets(where, { rows: is, columns: js, values }, [m, n], dtype);
}

function noPair(where: string, row: number, count: number): DTypeError {
  return new DTypeError({ where, what: `an entry of row ${row} is no pair`, expected: '[column, value]', got: `${count} numbers` });
}

/** What a list, a `Map` or another iterable has in it. */
function listed<T>(where: string, name: string, values: Iterable<T>): Iterable<T> {
  if (typeof values === 'object' && values !== null && Symbol.iterator in values) return values;
  const expected = 'rows of pairs [column, value]';
  throw new DTypeError({ where, what: `${name} is no list`, expected, got: describeValue(values) });
}

/** The matrix of the elements that are not 0. */
export function csrOfDense(where: string, x: Tensor): Csr {
  if (x.ndim !== 2) throw new ShapeError({ where, what: 'not a matrix', expected: 'x [m, n]', got: shapeText(x.shape) });
  const [m, n] = x.shape;
  checkMatrixShape(where, x.shape);
  const elements = copyOf(reading(x, where));
  let count = 0;
  for (let e = 0; e < elements.length; e++) if (elements[e] !== 0) count++;
  const [data, indices] = [new Float64Array(count), integersFor(where, count)];
  const indptr = integersFor(where, m + 1);
  let kept = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const value = elements[i * n + j];
      if (value === 0) continue;
      data[kept] = value;
      indices[kept++] = j;
    }
    indptr[i + 1] = kept;
  }
  const dtype = floating(x.dtype);
  return { shape: Object.freeze([m, n] as const), dtype, data: asDType(dtype, data), indices, indptr };
}

/** The matrix in canonical form, after checking that the three arrays fit together. */
export function csrOfCompressed(where: string, parts: CompressedRows, shape: MatrixShape, dtype: FloatDType): Csr {
  checkMatrixShape(where, shape);
  checkFloatDType(where, dtype);
  const { data, indices, indptr } = fieldsOf(where, parts, '{ data, indices, indptr }');
  const length = list(where, 'data', data).length;
  checkLength(where, 'indices', list(where, 'indices', indices), length);
  checkLength(where, 'indptr', list(where, 'indptr', indptr), shape[0] + 1);
  const starts = indicesBelow(where, 'row pointer', indptr, length + 1);
  checkRowPointers(where, starts, length);
  const columns = indicesBelow(where, 'column', indices, shape[1]);
  return canonical(
    where,
    Object.freeze([shape[0], shape[1]] as const),
    dtype,
    rowsOfEntries(shape[0], starts),
    columns,
    numbers(where, data),
  );
}

function fieldsOf<T>(where: string, parts: T, expected: string): T {
  if (typeof parts === 'object' && parts !== null) return parts;
  throw new DTypeError({ where, what: 'no lists', expected, got: describeValue(parts) });
}

function list(where: string, name: string, values: ArrayLike<number>): ArrayLike<number> {
  if (Array.isArray(values) || isTypedArray(values)) return values;
  throw new DTypeError({
    where,
    what: `${name} is no list of numbers`,
    expected: 'an array or a typed array',
    got: describeValue(values),
    fix: isTensor(values) ? `${name}.toTypedArray()` : undefined,
  });
}

/** A copy of whole numbers from 0 to `end` - 1. */
export function indicesBelow(where: string, name: string, values: ArrayLike<number>, end: number): Int32Array {
  const indices = new Int32Array(values.length);
  for (let e = 0; e < indices.length; e++) {
    const index: unknown = values[e];
    if (typeof index !== 'number' || !(index >= 0 && index < end) || index !== (index | 0)) throw noSuch(where, name, index, end, e);
    indices[e] = index;
  }
  return indices;
}

function noSuch(where: string, name: string, index: unknown, end: number, e: number): ShapeError {
  return new ShapeError({
    where,
    what: `no such ${name}`,
    expected: end === 0 ? `no ${name}: there is none` : `whole numbers from 0 to ${end - 1}`,
    got: `${describeValue(index)} at ${e}`,
  });
}

function numbers(where: string, values: ArrayLike<number>): Float64Array {
  const copy = new Float64Array(values.length);
  for (let e = 0; e < copy.length; e++) copy[e] = asEntry(where, values[e], e);
  return copy;
}
