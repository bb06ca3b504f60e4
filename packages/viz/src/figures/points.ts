import type { Vector } from '@hml/tensor';
import { DataError, isTensor } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';

/** Points as two arrays of our own, with what is not finite marked as NaN, and how many such points there are. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly leftOut: number;
}

/** Copies and checks the coordinates that a user gave. */
export function asPoints(where: string, x: ArrayLike<number> | Vector, y: ArrayLike<number> | Vector): Points {
  const usage = `${where}(x, y)`;
  const xs = asNumbers(where, 'x', x, usage);
  const ys = asNumbers(where, 'y', y, usage);
  if (xs.length !== ys.length) {
    throw new DataError({
      where,
      what: 'x and y differ in length',
      expected: 'one y for each x',
      got: `${xs.length} x and ${ys.length} y`,
      fix: `leave out the last ${Math.abs(xs.length - ys.length)} of ${xs.length > ys.length ? 'x' : 'y'}, or give the missing ones`,
    });
  }
  let leftOut = 0;
  for (let i = 0; i < xs.length; i++) {
    if (Number.isFinite(xs[i]) && Number.isFinite(ys[i])) continue;
    xs[i] = Number.NaN;
    ys[i] = Number.NaN;
    leftOut++;
  }
  checkSomething(where, xs.length, leftOut);
  return { x: xs, y: ys, leftOut };
}

/** Numbers in one dimension as an array of our own, with what is missing (`undefined`, `null`) as NaN. `usage` says how to call. */
export function asNumbers(where: string, name: string, values: unknown, usage: string): Float64Array {
  const list = isTensor(values) && values.ndim === 1 ? values.toTypedArray() : values;
  if (isList(list)) return Float64Array.from({ length: list.length }, (_, i) => asNumber(where, name, list[i], i));
  throw new DataError({
    where,
    what: values === undefined ? `${name} is missing` : `${name} is no list of numbers`,
    expected: `${name} [n]: an array, a typed array or a tensor of rank 1`,
    got: describeValue(values),
    fix: isTensor(values) ? `reshape(${name}, [-1]), or a column of it: slice(${name}, ':', 0)` : usage,
  });
}

function asNumber(where: string, name: string, value: unknown, i: number): number {
  if (typeof value === 'number') return value;
  if (value === undefined || value === null) return Number.NaN;
  const fix = typeof value === 'string' ? `${name}.map(Number) turns text into numbers` : 'give plain numbers';
  const got = `${describeValue(value)} at index ${i}`;
  throw new DataError({ where, what: `${name} holds something that is not a number`, expected: 'numbers', got, fix });
}

/** Whether the value has numbered elements: an array or a typed array. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Refuses data of which nothing can be drawn. */
export function checkSomething(where: string, total: number, leftOut: number): void {
  if (leftOut < total) return;
  throw new DataError({
    where,
    what: 'there is nothing to draw',
    expected: 'at least one finite value',
    got: total === 0 ? 'no values' : `${total} values, all NaN or infinite`,
    fix: total === 0 ? 'give at least one value' : 'fill in what is missing',
  });
}
