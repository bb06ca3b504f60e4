import type { Matrix, TypedArray, Vector } from '@hml/tensor';
import { DataError, isTensor, ShapeError } from '@hml/tensor';
import { describe } from './text.ts';

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
 * What estimators accept as a matrix: an array of rows, `{ data, shape }`, a tensor of rank 2, a record of columns, or `{ rows, columns }`.
 * An object with exactly the keys `data` and `shape`, or `rows` and `columns`, is read as those, every other plain object as columns.
 */
export type MatrixLike = readonly ArrayLike<number>[] | FlatMatrix | Matrix | Columns | ObjectRows;

/** What estimators accept as a vector: an array, a typed array or a tensor of rank 1. */
export type VectorLike = ArrayLike<number> | Vector;

/** The one form in which algorithms see a matrix: float64, row-major, their own copy. */
export interface DesignMatrix {
  /** The elements, row by row; a fresh array that the caller may overwrite. */
  readonly data: Float64Array;
  /** How many rows. */
  readonly nSamples: number;
  /** How many columns. */
  readonly nFeatures: number;
  /** The columns' names, where the input had some. */
  readonly names: readonly string[] | undefined;
}

/** Reads any {@link MatrixLike}; checks that it is a rectangle of numbers and nothing more. `name` is the argument's, for the errors. */
export function readMatrix(where: string, name: string, X: unknown): DesignMatrix {
  if (isTensor(X)) {
    const values = X.toTypedArray();
    const data = values instanceof Float64Array ? values : new Float64Array(values);
    if (X.ndim === 2) return { data, nSamples: X.shape[0], nFeatures: X.shape[1], names: undefined };
    throw notTwoDimensional(where, name, `a tensor of shape [${X.shape.join(', ')}]`, `reshape(${name}, [-1, 1]) makes one column of it`);
  }
  if (Array.isArray(X)) return readRows(where, name, X);
  if (ArrayBuffer.isView(X))
    throw notTwoDimensional(where, name, describe(X), `{ data: ${name}, shape: [nSamples, nFeatures] } says how to cut it`);
  if (typeof X === 'object' && X !== null) {
    const keys = Object.keys(X);
    const two = keys.length === 2;
    if (two && 'data' in X && 'shape' in X) return readFlat(where, name, X.data, X.shape);
    if (two && 'rows' in X && 'columns' in X) return readObjects(where, name, X.rows, X.columns);
    return readColumns(where, name, Object.entries(X));
  }
  throw notTwoDimensional(where, name, describe(X), undefined);
}

function readRows(where: string, name: string, rows: readonly unknown[]): DesignMatrix {
  const first = rows[0];
  if (typeof first === 'number') {
    throw notTwoDimensional(where, name, describe(rows), `${name}.map((value) => [value]) for one column, [${name}] for one row`);
  }
  if (rows.length > 0 && !isArrayLike(first)) {
    throw notTwoDimensional(where, name, `an array of ${describe(first)}`, `{ rows: ${name}, columns: ['…', '…'] } for rows of objects`);
  }
  const arrays = rows.filter(isArrayLike);
  const d = arrays.length === 0 ? 0 : arrays[0].length;
  const ragged = rows.findIndex((row, i) => row !== arrays[i] || arrays[i].length !== d);
  if (ragged < 0) return fill(where, name, rows.length, d, (i, j) => arrays[i][j]);
  const got = `row ${ragged}: ${describe(rows[ragged])}`;
  throw new DataError({ where, what: `${name} is ragged`, expected: `${d} numbers in every row, as in the first`, got });
}

function readFlat(where: string, name: string, data: unknown, shape: unknown): DesignMatrix {
  if (isArrayLike(data) && Array.isArray(shape) && shape.length === 2 && shape.every((n) => Number.isSafeInteger(n) && n >= 0)) {
    const [nSamples, nFeatures] = shape;
    if (data.length === nSamples * nFeatures) {
      if (isTypedArray(data)) return { data: new Float64Array(data), nSamples, nFeatures, names: undefined };
      return fill(where, name, nSamples, nFeatures, (i, j) => data[i * nFeatures + j]);
    }
  }
  throw new ShapeError({
    where,
    what: `${name}'s data and shape do not fit together`,
    expected: 'data: nSamples · nFeatures numbers, shape: [nSamples, nFeatures]',
    got: `data: ${describe(data)}, shape: ${Array.isArray(shape) ? `[${shape.join(', ')}]` : describe(shape)}`,
  });
}

function readObjects(where: string, name: string, rows: unknown, columns: unknown): DesignMatrix {
  if (Array.isArray(rows) && Array.isArray(columns) && columns.every((column) => typeof column === 'string')) {
    const read = (i: number, j: number): unknown => (Object.hasOwn(Object(rows[i]), columns[j]) ? rows[i][columns[j]] : undefined);
    return fill(where, name, rows.length, columns.length, read, columns);
  }
  const got = `rows: ${describe(rows)}, columns: ${describe(columns)}`;
  throw notTwoDimensional(where, name, got, '{ rows: an array of objects, columns: an array of names }');
}

function readColumns(where: string, name: string, columns: readonly (readonly [string, unknown])[]): DesignMatrix {
  const arrays = columns.map(([, column]) => column).filter(isArrayLike);
  const n = arrays.length === 0 ? 0 : arrays[0].length;
  const wrong = columns.find(([, column], j) => column !== arrays[j] || arrays[j].length !== n);
  const names = columns.map(([key]) => key);
  if (wrong === undefined) return fill(where, name, n, names.length, (i, j) => arrays[j][i], names);
  const got = `column '${wrong[0]}': ${describe(wrong[1])}`;
  throw new DataError({ where, what: `the columns of ${name} do not fit together`, expected: 'arrays of one length', got });
}

/** Reads [n, d] values one by one; what is no number is an error that says where. */
function fill(
  where: string,
  name: string,
  n: number,
  d: number,
  at: (i: number, j: number) => unknown,
  names?: readonly string[],
): DesignMatrix {
  const data = new Float64Array(n * d);
  for (let i = 0, k = 0; i < n; i++) for (let j = 0; j < d; j++) data[k++] = numberAt(where, name, at(i, j), i, j, names);
  return { data, nSamples: n, nFeatures: d, names: names && Object.freeze([...names]) };
}

/** Text does not become a number on its way in: `'5'` and `null` are errors, not 5 and 0. */
function numberAt(where: string, name: string, value: unknown, i: number, j: number, names?: readonly string[]): number {
  if (typeof value === 'number') return value;
  throw new DataError({
    where,
    what: `${name} holds something that is not a number`,
    expected: 'numbers',
    got: `${describe(value)} in row ${i}, ${columnText(j, names)}`,
    fix:
      typeof value === 'string'
        ? 'turn text into numbers (Number(text), or one column per category) first'
        : 'fill the gap or leave the row out',
  });
}

/** How errors name a column: by its index, and by its name where it has one. */
export function columnText(j: number, names: readonly string[] | undefined): string {
  return names === undefined ? `column ${j}` : `column ${j} ('${names[j]}')`;
}

function notTwoDimensional(where: string, name: string, got: string, fix: string | undefined): ShapeError {
  return new ShapeError({
    where,
    what: `${name} is not a matrix`,
    expected: `${name} [nSamples, nFeatures]: rows, columns or a tensor of rank 2`,
    got,
    fix,
  });
}

/** Whether the value is a typed array of numbers, in which nothing else can hide. */
function isTypedArray(value: object): value is TypedArray {
  return value instanceof Float64Array || value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array;
}

/** Whether the value has numbered elements: an array or a typed array. */
export function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
