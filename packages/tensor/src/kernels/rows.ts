import type { TypedArray } from '../dtype.ts';
import { DTypeError, OptionError, ShapeError } from '../errors.ts';
import { describeValue } from '../text.ts';

/** How many rows of `nFeatures` numbers an array holds; from JavaScript it might be one of another type. */
export function rowsOf(
  where: string,
  name: string,
  values: Float64Array | Uint8Array,
  nFeatures: number,
  type: 'Float64Array' | 'Uint8Array' = 'Float64Array',
): number {
  checkType(where, name, values, type);
  const n = values.length / checkCount(where, 'nFeatures', nFeatures);
  if (Number.isInteger(n)) return n;
  throw new ShapeError({
    where,
    what: `${name} does not consist of whole rows`,
    expected: `a multiple of nFeatures = ${nFeatures} numbers`,
    got: `${values.length} numbers`,
  });
}

/** The number itself, when it is whole and at least 1. */
export function checkCount(where: string, name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new OptionError({ where, what: `${name} is no count`, expected: 'a whole number of at least 1', got: String(value) });
}

/** Refuses an array of another type: kernels read its memory as it is. */
export function checkType(where: string, name: string, values: TypedArray, type: string): void {
  if (values?.[Symbol.toStringTag] === type) return;
  throw new DTypeError({ where, what: `${name} is no ${type}`, expected: `a ${type}`, got: describeValue(values) });
}

/** Refuses a list of another length. */
export function checkLength(where: string, name: string, values: ArrayLike<number>, length: number): void {
  if (values.length === length) return;
  throw new ShapeError({ where, what: `${name} has the wrong length`, expected: `${length} numbers`, got: `${values.length} numbers` });
}

/** Refuses an array of another type or length. */
export function checkArray(where: string, name: string, values: TypedArray, length: number, type: string = 'Float64Array'): void {
  checkType(where, name, values, type);
  checkLength(where, name, values, length);
}

/** Whether these numbers, where rows begin and the last one ends, ascend from 0 to the number of entries. */
export function dividesEntries(indptr: Int32Array, count: number): boolean {
  let ascending = indptr[0] === 0 && indptr[indptr.length - 1] === count;
  for (let i = 1; i < indptr.length; i++) ascending &&= indptr[i - 1] <= indptr[i];
  return ascending;
}

/** Refuses row pointers that do not divide so many entries. */
export function checkRowPointers(where: string, indptr: Int32Array, count: number): void {
  if (dividesEntries(indptr, count)) return;
  const expected = `numbers that ascend from 0 to ${count}`;
  throw new ShapeError({ where, what: 'indptr does not divide the entries', expected, got: `${indptr.length} numbers that do not` });
}

/** Subtracts rows, one after the other, from each row of X, in place; gives X back. */
export function lessRows(X: Float64Array, shift: readonly Float64Array[]): Float64Array {
  for (const row of shift) for (let p = 0; p < X.length; p += row.length) for (let j = 0; j < row.length; j++) X[p + j] -= row[j];
  return X;
}
