import { isTensor } from '../base.ts';
import { isCell } from '../cell.ts';
import { isTypedArray } from '../dtype.ts';
import { copyOf } from '../elementwise.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { reading } from '../tape.ts';
import { describeValue } from '../text.ts';
import { asDType, type Csr, doubles } from './csr.ts';

/** Another entry in each place, rounded to the element type. */
export function withEntries(csr: Csr, entry: (value: number, e: number) => number): Csr {
  const { data, dtype } = csr;
  const values = new Float64Array(data.length);
  for (let e = 0; e < data.length; e++) values[e] = entry(data[e], e);
  return { ...csr, data: asDType(dtype, values) };
}

/** Refuses what cannot be asked for entries. */
export function checkFunction(where: string, entry: unknown): void {
  if (typeof entry === 'function') return;
  throw new DTypeError({ where, what: 'not a function', expected: 'a function (value, row, column) => number', got: describeValue(entry) });
}

/** What a function gave for the entry e, which must be a number. */
export function asEntry(where: string, value: unknown, e: number): number {
  if (typeof value === 'number') return value;
  throw new DTypeError({ where, what: 'an entry that is no number', expected: 'numbers', got: `${describeValue(value)} at ${e}` });
}

/** One factor for each of `n` rows or columns, in float64. */
export function factorsOf(where: string, factors: unknown, n: number, what: string): Float64Array {
  const given = isCell(factors) ? factors.value : factors;
  const values = isTensor(given) && given.ndim === 1 ? copyOf(reading(given, where)) : given;
  const listed = isTypedArray(values) || (Array.isArray(values) && values.every((value) => typeof value === 'number'));
  if (!listed) throw new DTypeError({ where, what: 'not a vector of factors', expected: `a vector [${n}]`, got: describeValue(factors) });
  if (values.length === n) return doubles(values);
  throw new ShapeError({ where, what: `not one factor for each ${what}`, expected: `${n} factors`, got: `${values.length} factors` });
}

/** The entries that are not 0. */
export function withoutZeros({ shape, dtype, data, indices, indptr }: Csr): Csr {
  const kept = data.filter((value) => value !== 0);
  const places = indices.filter((_, e) => data[e] !== 0);
  const starts = new Int32Array(indptr.length);
  for (let i = 0; i + 1 < indptr.length; i++) {
    starts[i + 1] = starts[i];
    for (let e = indptr[i]; e < indptr[i + 1]; e++) if (data[e] !== 0) starts[i + 1]++;
  }
  return { shape, dtype, data: kept, indices: places, indptr: starts };
}
