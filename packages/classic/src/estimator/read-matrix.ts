import type { Tensor } from '@hml/tensor';
import { DataError, isTensor, ShapeError } from '@hml/tensor';
import { describeValue, elementsOf } from '@hml/tensor/extend';
import type { FeatureInfo } from './columns.ts';
import { columnText, inOrderOfFit } from './columns.ts';
import type { DesignMatrix } from './matrix-like.ts';
import type { Ticks } from './rows.ts';
import { byRows } from './rows.ts';
import { isSparse } from './sparse.ts';

/** A rectangle of values that have not been looked at. */
export interface Rectangle {
  readonly nSamples: number;
  readonly nFeatures: number;
  readonly at: (i: number, j: number) => unknown;
  readonly names?: readonly string[];
  /** The same values row by row, where they are known to be numbers. */
  readonly flat?: NumericArray;
  /** Whether nobody writes to `flat` any more: it is a tensor's. */
  readonly constant?: boolean;
}

/** A typed array of numbers, in which nothing else can hide. */
interface NumericArray extends ArrayLike<number> {
  subarray(from: number, to: number): ArrayLike<number>;
}

/** What stands in the place of a matrix, and how to make one of it. */
interface Mistaken {
  readonly got?: string;
  readonly fix?: string | undefined;
}

/**
 * Any `MatrixLike` as a rectangle, or an error that says how to make it one. `name` is the argument's, for the errors; columns that have
 * names come in the order of `features`.
 */
export function openMatrix(where: string, name: string, X: unknown, features?: FeatureInfo): Rectangle {
  const opened = open(where, name, X, features);
  if ('at' in opened) return opened;
  throw new ShapeError({
    where,
    what: `${name} is ${X === undefined ? 'missing' : 'not a matrix'}`,
    expected: `${name} [nSamples, ${name === 'X' ? 'nFeatures]' : 'nOutputs] or [nSamples]'}: rows, columns or a tensor`,
    got: opened.got ?? describeValue(X),
    fix: opened.fix,
  });
}

function open(where: string, name: string, X: unknown, features: FeatureInfo | undefined): Rectangle | Mistaken {
  if (isTensor(X)) return openTensor(name, X);
  if (Array.isArray(X)) return openArray(where, name, X);
  if (ArrayBuffer.isView(X)) return { fix: `{ data: ${name}, shape: [nSamples, nFeatures] } says how to cut it` };
  if (isSparse(X))
    return { got: 'sparse rows, of which this algorithm needs the zeros too', fix: `${name}.toDense(), if there is memory for all values` };
  if (typeof X !== 'object' || X === null) return {};
  if (hasExactly(X, 'data', 'shape')) return openData(X);
  if (hasExactly(X, 'rows', 'columns')) return openObjects(where, X, features);
  return mistakenFor(X) ?? openColumns(where, name, X, features);
}

function openTensor(name: string, X: Tensor): Rectangle | Mistaken {
  if (X.ndim === 2) return { ...openFlat(elementsOf(X), X.shape[0], X.shape[1]), constant: true };
  return { fix: `reshape(${name}, [-1, 1]) makes one column of it` };
}

function openArray(where: string, name: string, X: readonly unknown[]): Rectangle | Mistaken {
  if (X.length === 0 || isArrayLike(X[0])) {
    const rows = ofOneLength(where, `${name} is ragged`, X, (i) => `row ${i}`);
    return { nSamples: rows.length, nFeatures: lengthOf(rows), at: (i, j) => rows[i][j] };
  }
  const fix =
    typeof X[0] === 'number'
      ? `${name}.map((value) => [value]) for one column, [${name}] for one row`
      : `{ rows: ${name}, columns: ['…', '…'] } for rows of objects`;
  return { got: `an array that begins with ${describeValue(X[0])}`, fix };
}

function openData({ data, shape }: { readonly data: unknown; readonly shape: unknown }): Rectangle | Mistaken {
  if (isArrayLike(data) && isPair(shape) && data.length === shape[0] * shape[1]) return openFlat(data, shape[0], shape[1]);
  const got = `data: ${describeValue(data)}, shape: ${Array.isArray(shape) ? `[${shape.join(', ')}]` : describeValue(shape)}`;
  return { got, fix: '{ data: nSamples · nFeatures numbers, shape: [nSamples, nFeatures] }' };
}

function openObjects(
  where: string,
  { rows, columns }: { readonly rows: unknown; readonly columns: unknown },
  features: FeatureInfo | undefined,
): Rectangle | Mistaken {
  if (Array.isArray(rows) && Array.isArray(columns) && columns.every((column) => typeof column === 'string')) {
    const names = inOrderOfFit(where, columns, features);
    const at = (i: number, j: number): unknown => (Object.hasOwn(Object(rows[i]), names[j]) ? rows[i][names[j]] : undefined);
    return { nSamples: rows.length, nFeatures: names.length, at, names };
  }
  const got = `rows: ${describeValue(rows)}, columns: ${describeValue(columns)}`;
  return { got, fix: '{ rows: an array of objects, columns: an array of names }' };
}

function openColumns(where: string, name: string, X: object, features: FeatureInfo | undefined): Rectangle {
  const names = inOrderOfFit(where, Object.keys(X), features);
  const byName = new Map<string, unknown>(Object.entries(X));
  const values = names.map((key) => byName.get(key));
  const columns = ofOneLength(where, `the columns of ${name} do not fit together`, values, (j) => `column '${names[j]}'`);
  return { nSamples: lengthOf(columns), nFeatures: names.length, at: (i, j) => columns[j][i], names };
}

/** Whether an object has these two keys and no other: with more, or fewer, it is a record of columns. */
export function hasExactly<A extends string, B extends string>(X: object, a: A, b: B): X is Readonly<Record<A | B, unknown>> {
  return Object.keys(X).length === 2 && a in X && b in X;
}

/** Objects that are nearly what is wanted, and how to get there. */
function mistakenFor(X: object): Mistaken | undefined {
  if ('then' in X && typeof X.then === 'function') return { got: 'a promise', fix: 'await it' };
  if ('columns' in X && 'names' in X && 'nRows' in X) return { got: 'a whole table', fix: "table.columns, or selectColumns(table, ['…'])" };
  if ('rows' in X && Object.keys(X).length === 1 && Array.isArray(X.rows) && X.rows[0] === Object(X.rows[0])) {
    const columns = Object.keys(X.rows[0]).map((key) => `'${key}'`);
    return { got: '{ rows } without columns', fix: `add columns: [${columns.join(', ')}]` };
  }
  return undefined;
}

/** Values that lie in one piece, row by row. */
export function openFlat(values: ArrayLike<unknown>, nSamples: number, nFeatures: number): Rectangle {
  const at = (i: number, j: number): unknown => values[i * nFeatures + j];
  return isNumeric(values) ? { nSamples, nFeatures, at, flat: values } : { nSamples, nFeatures, at };
}

/**
 * Reads a rectangle, ticking, into float64 numbers of its own; what is no finite number (nor NaN, if allowed) is an error that says where.
 * For those who promise to be `readOnly`, the elements of a float64 tensor stay where they are.
 */
export function* readMatrix(
  where: string,
  name: string,
  { nSamples, nFeatures: d, at, names, flat, constant = false }: Rectangle,
  { allowNaN = false, readOnly = false }: { readonly allowNaN?: boolean | undefined; readonly readOnly?: boolean | undefined } = {},
): Ticks<DesignMatrix> {
  const shared = readOnly && constant && flat instanceof Float64Array ? flat : undefined;
  const data = shared ?? new Float64Array(nSamples * d);
  yield* byRows(nSamples, 4 * d, (from, to) => {
    if (shared === undefined && flat !== undefined) data.set(flat.subarray(from * d, to * d), from * d);
    else if (shared === undefined)
      for (let i = from, k = from * d; i < to; i++) for (let j = 0; j < d; j++) data[k++] = numberOrNaN(at(i, j));
    if (allFinite(data, from * d, to * d)) return;
    for (let k = from * d; k < to * d; k++) {
      if (Number.isFinite(data[k])) continue;
      const i = Math.floor(k / d);
      if (allowNaN && Number.isNaN(at(i, k % d))) continue;
      throw notFinite(where, name, at(i, k % d), i, columnText(k % d, names));
    }
  });
  return { data, nSamples, nFeatures: d, names: names && Object.freeze([...names]) };
}

/** Whether elements `from` to `to` are finite: 0 times a finite number is 0, times any other NaN. Four sums, so that none waits for another. */
function allFinite(x: Float64Array, from: number, to: number): boolean {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = from;
  for (; k + 3 < to; k += 4) {
    a += 0 * x[k];
    b += 0 * x[k + 1];
    c += 0 * x[k + 2];
    d += 0 * x[k + 3];
  }
  for (; k < to; k++) a += 0 * x[k];
  return a + b + c + d === 0;
}

function numberOrNaN(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

/** Text does not become a number on its way in: `'5'` and `null` are errors, not 5 and 0. */
function notFinite(where: string, name: string, value: unknown, row: number, column: string): DataError {
  return new DataError({
    where,
    what: `${name} holds ${typeof value === 'number' ? 'a value that is not finite' : 'something that is not a number'}`,
    expected: 'finite numbers',
    got: `${value instanceof Date ? 'a Date' : describeValue(value)} in row ${row}, ${column}`,
    fix: fixOf(name, value),
  });
}

/** How to make a number of what stands in the place of one. */
function fixOf(name: string, value: unknown): string {
  if (typeof value === 'string') return 'turn text into numbers (Number(text), or one column per category) first';
  if (typeof value === 'boolean' || typeof value === 'bigint' || value instanceof Date) return 'Number(value) turns each into a number';
  if (isArrayLike(value)) return `${name} is nested too deep: one array per row`;
  return 'fill in missing values or leave the row out';
}

/** The same arrays, known to be arrays of one length. */
function ofOneLength(
  where: string,
  what: string,
  lines: readonly unknown[],
  nameOf: (index: number) => string,
): readonly ArrayLike<unknown>[] {
  const length = lines.find(isArrayLike)?.length ?? 0;
  const wrong = lines.findIndex((line) => !isArrayLike(line) || line.length !== length);
  if (wrong < 0 && lines.every(isArrayLike)) return lines;
  const expected = `${length} numbers in each, as in the first`;
  const got = `${nameOf(wrong)}: ${describeValue(lines[wrong])}`;
  throw new DataError({ where, what, expected, got, fix: `complete ${nameOf(wrong)} or leave it out` });
}

function lengthOf(lines: readonly ArrayLike<unknown>[]): number {
  return lines[0]?.length ?? 0;
}

/** Whether the value is two sizes. */
function isPair(shape: unknown): shape is readonly [number, number] {
  return Array.isArray(shape) && shape.length === 2 && shape.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** Whether the value has numbered elements: an array or a typed array. */
export function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function isNumeric(values: object): values is NumericArray {
  return ArrayBuffer.isView(values) && '0' in values && typeof values[0] === 'number';
}
