import { type ArrayOf, allocate, type FloatDType } from '../dtype.ts';
import { DataError, DTypeError, ShapeError } from '../errors.ts';
import { describeValue } from '../text.ts';
import type { MatrixShape } from './types.ts';

/**
 * The compressed sparse rows of a matrix in canonical form: the columns of each row ascend, and none comes twice. An entry that is 0 may
 * be among them.
 */
export interface Csr<S extends MatrixShape = MatrixShape, D extends FloatDType = FloatDType> {
  /** Rows and columns. */
  readonly shape: S;
  /** The element type. */
  readonly dtype: D;
  /** The entries, row by row. */
  readonly data: ArrayOf<D>;
  /** The column of each entry. */
  readonly indices: Int32Array;
  /** Where the entries of each row begin, and behind the last row where they end. Shape [nRows + 1]. */
  readonly indptr: Int32Array;
}

/** A matrix without entries has rows and columns all the same; int32 must count them. */
const limit = 2 ** 31 - 1;

/** Refuses what is no shape of a matrix. */
export function checkMatrixShape(where: string, shape: unknown): asserts shape is MatrixShape {
  if (Array.isArray(shape) && shape.length === 2 && shape.every((n) => Number.isInteger(n) && n >= 0 && n <= limit)) return;
  const got = Array.isArray(shape) ? `[${shape.map(describeValue).join(', ')}]` : describeValue(shape);
  throw new ShapeError({ where, what: 'not the shape of a matrix', expected: `two whole numbers from 0 to ${limit}`, got });
}

/** Refuses element types without fractions. */
export function checkFloatDType(where: string, dtype: unknown): asserts dtype is FloatDType {
  if (dtype === 'float64' || dtype === 'float32') return;
  throw new DTypeError({ where, what: 'no such element type', expected: "'float64' or 'float32'", got: describeValue(dtype) });
}

/** A fresh array for int32, in the name of `where` when memory has no room for it. */
export function integersFor(where: string, length: number): Int32Array<ArrayBuffer> {
  try {
    return new Int32Array(length);
  } catch {
    throw new DataError({ where, what: 'too large', expected: 'entries that memory has room for', got: `${length} of int32` });
  }
}

/** The entries rounded to the element type: themselves where they have it. */
export function asDType(dtype: FloatDType, data: Float64Array | Float32Array): Float64Array | Float32Array {
  if (dtype === 'float32') return data instanceof Float32Array ? data : Float32Array.from(data);
  return doubles(data);
}

/** The entries in float64: themselves where they are. */
export function doubles(data: ArrayLike<number>): Float64Array {
  return data instanceof Float64Array ? data : Float64Array.from(data);
}

/**
 * The canonical form of entries in any order. What comes twice is added up in float64, in the order given, and rounded once. Two stable
 * counting sorts, by column and then by row: $O(\mathrm{nnz} + m + n)$.
 */
export function canonical(
  where: string,
  shape: MatrixShape,
  dtype: FloatDType,
  rows: Int32Array,
  columns: Int32Array,
  values: Float64Array,
): Csr {
  const [m, n] = shape;
  const order = sortedBy(where, n, columns, undefined);
  const place = sortedBy(where, m, rows, order.order).order;
  const [data, indices] = [new Float64Array(values.length), new Int32Array(values.length)];
  const indptr = integersFor(where, m + 1);
  let kept = 0;
  for (let e = 0, row = -1; e < place.length; e++) {
    const from = place[e];
    if (rows[from] === row && indices[kept - 1] === columns[from]) {
      data[kept - 1] += values[from];
      continue;
    }
    row = rows[from];
    data[kept] = values[from];
    indices[kept++] = columns[from];
    indptr[row + 1]++;
  }
  for (let i = 0; i < m; i++) indptr[i + 1] += indptr[i];
  return { shape, dtype, data: asDType(dtype, kept === data.length ? data : data.slice(0, kept)), indices: indices.slice(0, kept), indptr };
}

/** The places of keys below `n` in ascending order; equal ones stay in the order in which `order` has them. */
function sortedBy(where: string, n: number, keys: Int32Array, order: Int32Array | undefined): { order: Int32Array; starts: Int32Array } {
  const starts = integersFor(where, n + 1);
  for (let e = 0; e < keys.length; e++) starts[keys[e] + 1]++;
  for (let k = 0; k < n; k++) starts[k + 1] += starts[k];
  const next = starts.slice();
  const sorted = new Int32Array(keys.length);
  for (let e = 0; e < keys.length; e++) {
    const from = order === undefined ? e : order[e];
    sorted[next[keys[from]]++] = from;
  }
  return { order: sorted, starts };
}

/** The transpose, by one counting sort: entries of a column come in ascending rows. */
export function transposed(where: string, { shape: [m, n], dtype, data, indices, indptr }: Csr): Csr {
  const { order, starts } = sortedBy(where, n, indices, undefined);
  const rows = rowsOfEntries(m, indptr);
  const turned = allocateData(where, dtype, data.length);
  const turnedIndices = new Int32Array(data.length);
  for (let e = 0; e < order.length; e++) {
    turned[e] = data[order[e]];
    turnedIndices[e] = rows[order[e]];
  }
  return { shape: Object.freeze([n, m] as const), dtype, data: turned, indices: turnedIndices, indptr: starts };
}

/** The row of each entry. */
export function rowsOfEntries(m: number, indptr: Int32Array): Int32Array {
  const rows = new Int32Array(indptr[m]);
  for (let i = 0; i < m; i++) rows.fill(i, indptr[i], indptr[i + 1]);
  return rows;
}

/** A fresh array of zeros for entries. */
export function allocateData(where: string, dtype: FloatDType, size: number): Float64Array | Float32Array {
  const data = allocate(dtype, size, where);
  return data instanceof Float32Array ? data : doubles(data);
}
