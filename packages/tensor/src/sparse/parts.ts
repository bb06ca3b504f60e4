import { isTensor } from '../base.ts';
import { isTypedArray } from '../dtype.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { normalizeIndex, picksOf, type Range } from '../indexing.ts';
import { describeValue } from '../text.ts';
import { allocateData, type Csr, integersFor } from './csr.ts';

/** The entry of row i in column j; 0 where there is none. */
export function entryAt({ data, indices, indptr }: Csr, i: number, j: number): number {
  let [low, high] = [indptr[i], indptr[i + 1]];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (indices[middle] < j) low = middle + 1;
    else high = middle;
  }
  return low < indptr[i + 1] && indices[low] === j ? data[low] : 0;
}

/** A range of rows and one of columns, as `slice` of a tensor takes them, but for numbers, which would drop an axis. */
export function sliced(where: string, csr: Csr, ranges: readonly Range[]): Csr {
  const dropping = ranges.find((range) => range === null || typeof range === 'number');
  if (dropping !== undefined) {
    throw new ShapeError({
      where,
      what: 'a sparse matrix keeps its two axes',
      expected: "[start, stop, step] or ':' for each",
      got: describeValue(dropping),
      fix: typeof dropping === 'number' ? `at(i, j) is one element, take([${dropping}]) one row` : undefined,
    });
  }
  const [rows, columns] = picksOf(where, csr.shape, ranges).map(({ start, step, size = 1 }) =>
    Int32Array.from({ length: size }, (_, k) => start + k * step),
  );
  const [m, n] = csr.shape;
  const some = rows.length === m && rows[0] <= rows[m - 1] ? csr : takenRows(where, csr, rows);
  return columns.length === n && columns[0] <= columns[n - 1] ? some : keptColumns(where, some, columns);
}

/** Rows in the order given; one may come twice. */
export function takenRows(where: string, { shape: [, n], dtype, data, indices, indptr }: Csr, rows: Int32Array): Csr {
  const starts = integersFor(where, rows.length + 1);
  for (let i = 0; i < rows.length; i++) starts[i + 1] = starts[i] + indptr[rows[i] + 1] - indptr[rows[i]];
  const nnz = starts[rows.length];
  const [taken, places] = [allocateData(where, dtype, nnz), integersFor(where, nnz)];
  for (let i = 0; i < rows.length; i++) {
    const [from, end] = [indptr[rows[i]], indptr[rows[i] + 1]];
    taken.set(data.subarray(from, end), starts[i]);
    places.set(indices.subarray(from, end), starts[i]);
  }
  return { shape: Object.freeze([rows.length, n] as const), dtype, data: taken, indices: places, indptr: starts };
}

/** Columns that all differ and either ascend or descend. */
function keptColumns(where: string, { shape: [m, n], dtype, data, indices, indptr }: Csr, columns: Int32Array): Csr {
  const place = integersFor(where, n).fill(-1);
  for (let j = 0; j < columns.length; j++) place[columns[j]] = j;
  const backwards = columns.length > 1 && columns[1] < columns[0];
  let count = 0;
  for (let e = 0; e < indices.length; e++) if (place[indices[e]] >= 0) count++;
  const [kept, places] = [allocateData(where, dtype, count), new Int32Array(count)];
  const starts = new Int32Array(m + 1);
  let to = 0;
  for (let i = 0; i < m; i++) {
    const [first, end] = [indptr[i], indptr[i + 1]];
    for (let k = first; k < end; k++) {
      const e = backwards ? first + end - 1 - k : k;
      if (place[indices[e]] < 0) continue;
      kept[to] = data[e];
      places[to++] = place[indices[e]];
    }
    starts[i + 1] = to;
  }
  return { shape: Object.freeze([m, columns.length] as const), dtype, data: kept, indices: places, indptr: starts };
}

/** Indices of rows or columns, counted from the front. */
export function indicesOf(where: string, indices: unknown, n: number, axis: number): Int32Array {
  if (!Array.isArray(indices) && !isTypedArray(indices)) {
    const fix = isTensor(indices) ? 'indices.toArray()' : typeof indices === 'number' ? `take([${indices}])` : undefined;
    throw new DTypeError({ where, what: 'no list of indices', expected: 'an array of whole numbers', got: describeValue(indices), fix });
  }
  return Int32Array.from(indices, (index) => normalizeIndex(where, index, n, `axis ${axis}`));
}
