import type { Matrix, Vector } from '@hml/tensor';
import type { SparseMatrix } from '@hml/tensor/sparse';
import type { SparseLike } from './sparse.ts';

/** Numbers in row-major order with their shape, as typed arrays come from files, workers and other libraries. */
export interface FlatMatrix {
  /** The elements, row by row. */
  readonly data: ArrayLike<number>;
  /** Rows and columns. */
  readonly shape: readonly [number, number];
}

/** Rows of objects, as databases and JSON give them, and the properties to read, in this order. */
export interface ObjectRows {
  /** One object per sample. */
  readonly rows: readonly object[];
  /** The properties that are the columns. */
  readonly columns: readonly string[];
}

/** A record of columns: name → one number per sample. */
export type Columns = Readonly<Record<string, ArrayLike<number>>>;

/**
 * What estimators accept as a matrix all of whose values are there: an array of rows, `{ data, shape }`, a tensor of rank 2, a record of columns,
 * or `{ rows, columns }`.
 * An object with exactly the keys `data` and `shape`, or `rows` and `columns`, is read as those, every other plain object as columns.
 */
export type DenseMatrixLike = readonly ArrayLike<number>[] | FlatMatrix | Matrix | Columns | ObjectRows;

/**
 * What estimators accept as a matrix: a {@link DenseMatrixLike} or, where the algorithm can do with its entries alone, a sparse matrix
 * (`SparseMatrix` of @hml/tensor/sparse, or its arrays).
 */
export type MatrixLike = DenseMatrixLike | SparseLike | SparseMatrix;

/** What estimators accept as a vector: an array, a typed array or a tensor of rank 1. */
export type VectorLike = ArrayLike<number> | Vector;

/** What regressors accept as targets: a number per sample, or a row of them. */
export type TargetsLike = VectorLike | DenseMatrixLike;

/** The one form in which algorithms see a matrix: float64, row-major, their own copy unless they asked to read only. */
export interface DesignMatrix {
  /** The elements, row by row; a fresh array that the caller may overwrite, or with `readOnly` perhaps a tensor's. */
  readonly data: Float64Array;
  /** How many rows. */
  readonly nSamples: number;
  /** How many columns. */
  readonly nFeatures: number;
  /** The columns' names, where the input had some. */
  readonly names: readonly string[] | undefined;
}
