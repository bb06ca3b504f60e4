import { DataError, ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { SparseMatrix } from '@hml/tensor/sparse';
import { isSparse as isSparseMatrix } from '@hml/tensor/sparse';
import { isArrayLike } from './read-matrix.ts';
import type { Ticks } from './rows.ts';
import { byRows } from './rows.ts';

/**
 * A matrix of which only the entries that are not 0 are kept, row by row (compressed sparse rows), as other libraries have it: entry `p` with
 * `indptr[i] ≤ p < indptr[i + 1]` is `values[p]` in row `i` and column `indices[p]`.
 */
export interface SparseLike {
  /** Rows and columns. */
  readonly shape: readonly [number, number];
  /** Where the entries of each row begin, and behind the last row where they end; [nRows + 1]. */
  readonly indptr: Int32Array;
  /** The column of each entry. */
  readonly indices: Int32Array;
  /** The entries. */
  readonly values: Float64Array | Float32Array;
}

/** The one form in which algorithms see a sparse matrix; its arrays are what the kernels of `@hml/tensor/kernels` take. */
export interface SparseDesign {
  /** The entries, float64; a fresh array that the caller may overwrite. */
  readonly data: Float64Array;
  /** The column of each entry; not to be written to. */
  readonly indices: Int32Array;
  /** Where the entries of each row begin, and where the last end; not to be written to. */
  readonly indptr: Int32Array;
  /** How many rows. */
  readonly nSamples: number;
  /** How many columns. */
  readonly nFeatures: number;
  /** Sparse columns have no names. */
  readonly names: undefined;
}

/** Whether a value is meant as a sparse matrix: the one place that knows how to tell. */
export function isSparse(X: unknown): X is SparseLike | SparseMatrix {
  if (isSparseMatrix(X)) return true;
  return typeof X === 'object' && X !== null && 'indptr' in X && 'indices' in X && 'values' in X && 'shape' in X;
}

/** Rows and columns of what is meant as a sparse matrix. @throws ShapeError unless they are two sizes, and indices can tell the columns. */
export function sparseShape(where: string, name: string, { shape }: { readonly shape: unknown }): readonly [number, number] {
  const sizes: readonly unknown[] = isArrayLike(shape) ? Array.from(shape) : [];
  const [nRows, nColumns] = sizes;
  if (isSize(nRows) && isSize(nColumns) && nColumns < 2 ** 31 && sizes.length === 2) return [nRows, nColumns];
  const what = `${name}.shape is not that of sparse rows`;
  const got = isArrayLike(shape) ? `[${sizes.map(describeValue).join(', ')}]` : describeValue(shape);
  throw new ShapeError({ where, what, expected: '[nRows, nColumns], fewer than 2³¹ columns', got });
}

/**
 * Either kind of sparse matrix as its arrays; plain ones, as JSON has them, become typed.
 *
 * @throws ShapeError for another `shape`.
 * @throws DataError for a field that holds no numbers, or others than its kind can.
 */
export function compressedRows(where: string, name: string, X: SparseLike | SparseMatrix): SparseLike {
  if ('indptr' in X) {
    const shape = sparseShape(where, name, X);
    return {
      shape,
      indptr: toIndices(where, `${name}.indptr`, X.indptr),
      indices: toIndices(where, `${name}.indices`, X.indices),
      values: toEntries(where, `${name}.values`, X.values),
    };
  }
  const { rows, columns, values } = X.toTriplets();
  const indptr = new Int32Array(X.shape[0] + 1);
  for (let p = 0; p < rows.length; p++) indptr[rows[p] + 1]++;
  for (let i = 0; i < X.shape[0]; i++) indptr[i + 1] += indptr[i];
  return { shape: X.shape, indptr, indices: columns, values };
}

/** Reads a sparse matrix, ticking; every pointer, column and entry is checked, since nothing says where it came from. */
export function* readSparse(where: string, name: string, X: SparseLike | SparseMatrix, allowNaN: boolean = false): Ticks<SparseDesign> {
  const { shape, indptr, indices, values } = compressedRows(where, name, X);
  const [nSamples, nFeatures] = shape;
  const nnz = values.length;
  if (indptr.length !== nSamples + 1 || indices.length !== nnz || indptr[0] !== 0 || indptr[nSamples] !== nnz) {
    const got = `indptr [${indptr.length}], indices [${indices.length}], values [${nnz}] for shape [${nSamples}, ${nFeatures}]`;
    throw new DataError({ where, what: `${name} is no matrix of sparse rows`, expected: 'pointers from 0 to the number of entries', got });
  }
  const data = Float64Array.from(values);
  const lastRow = new Int32Array(nFeatures).fill(-1); // in which each column was last seen
  yield* byRows(nSamples, 8 * Math.ceil(nnz / nSamples), (from, to) => {
    for (let i = from; i < to; i++) {
      if (indptr[i + 1] < indptr[i] || indptr[i + 1] > nnz) throw wrongEntry(where, name, `indptr falls behind row ${i}`);
      for (let p = indptr[i]; p < indptr[i + 1]; p++) {
        if (!(indices[p] >= 0 && indices[p] < nFeatures)) throw wrongEntry(where, name, `column ${indices[p]} in row ${i}`);
        if (lastRow[indices[p]] === i) throw wrongEntry(where, name, `column ${indices[p]} twice in row ${i}`);
        lastRow[indices[p]] = i;
        if (!Number.isFinite(data[p]) && !(allowNaN && Number.isNaN(data[p])))
          throw wrongEntry(where, name, `${describeValue(data[p])} in row ${i}, column ${indices[p]}`);
      }
    }
  });
  return { data, indices: indices.slice(), indptr: indptr.slice(), nSamples, nFeatures, names: undefined };
}

/** Visits the entries of the rows that count, with the weights of the rows. */
export function* eachEntry(
  { data, indices, indptr, nSamples }: SparseDesign,
  weights: Float64Array | undefined,
  visit: (j: number, value: number, s: number) => void,
): Ticks<void> {
  yield* byRows(nSamples, 4 * Math.ceil(data.length / nSamples), (from, to) => {
    for (let i = from; i < to; i++) {
      const s = weights === undefined ? 1 : weights[i];
      if (s > 0) for (let p = indptr[i]; p < indptr[i + 1]; p++) visit(indices[p], data[p], s);
    }
  });
}

/** How many rows {@link eachEntry} visits: a column with as many entries has no gap. */
export function countingRows({ nSamples }: SparseDesign, weights: Float64Array | undefined): number {
  return weights === undefined ? nSamples : weights.reduce((count, s) => count + Number(s > 0), 0);
}

function isSize(size: unknown): size is number {
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
}

function toIndices(where: string, name: string, field: unknown): Int32Array {
  if (field instanceof Int32Array) return field;
  return Int32Array.from(numbersOf(where, name, field, 'an Int32Array', (value) => (value | 0) === value));
}

function toEntries(where: string, name: string, field: unknown): Float64Array | Float32Array {
  if (field instanceof Float64Array || field instanceof Float32Array) return field;
  return Float64Array.from(numbersOf(where, name, field, 'a Float64Array', () => true));
}

/** The numbers of another kind of array; a text or a hole does not become a number on its way in. */
function numbersOf(where: string, name: string, field: unknown, expected: string, fits: (value: number) => boolean): readonly number[] {
  const values: readonly unknown[] | undefined = isArrayLike(field) ? Array.from(field) : undefined;
  const isFit = (value: unknown): value is number => typeof value === 'number' && fits(value);
  if (values?.every(isFit)) return values;
  const wrong = values?.findIndex((value) => !isFit(value));
  const got = values === undefined || wrong === undefined ? describeValue(field) : `${describeValue(values[wrong])} at index ${wrong}`;
  throw new DataError({ where, what: `${name} is not of its kind`, expected, got });
}

function wrongEntry(where: string, name: string, got: string): DataError {
  const what = `${name} holds a value that is not finite, lies outside, or comes twice`;
  return new DataError({ where, what, expected: 'finite entries within the shape, one for each place', got });
}
