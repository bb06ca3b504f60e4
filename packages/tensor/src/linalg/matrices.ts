import { allocate, type DType } from '../dtype.ts';
import { type Compact, compact } from '../elementwise.ts';
import { DataError, ShapeError } from '../errors.ts';
import type { Signature } from '../op.ts';
import { type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { inRoom, type Room } from './room.ts';

/** The rows and columns of each matrix; throws for what is no matrix. */
export function matrixSize(where: string, a: Tensor): readonly [rows: number, columns: number] {
  const [m, n] = a.shape.slice(-2);
  if (a.ndim >= 2) return [m, n];
  throw new ShapeError({ where, what: 'not a matrix', expected: 'a [.., m, n]', got: shapeText(a.shape) });
}

/** The order of each matrix; throws for one that is not square. */
export function squareSize(where: string, a: Tensor): number {
  const [m, n] = a.shape.slice(-2);
  if (a.ndim >= 2 && m === n) return n;
  throw new ShapeError({ where, what: 'not a square matrix', expected: 'a [.., n, n]', got: shapeText(a.shape) });
}

/** The axes before the last two, and others behind them. */
export function batchOf(a: Tensor, ...others: readonly number[]): Shape {
  return Object.freeze([...a.shape.slice(0, -2), ...others]);
}

/** Fills `y` from one matrix or two, which are its own to overwrite; it may make arrays in the room. */
export type MatrixKernel = (y: Float64Array, a: Float64Array, room: Room, b: Float64Array) => void;

/**
 * Computes matrix by matrix, in float64 whatever the dtype, and rounds once into a tensor of the given signature. All inputs
 * have the same batch. The matrices lie in a room with place for `more` elements.
 */
export function eachMatrix(inputs: readonly Tensor[], { shape, dtype }: Signature, compute: MatrixKernel, more = 0): Tensor {
  const [first, second] = inputs;
  const batch = sizeOf(first.shape.slice(0, -2));
  const [left, right] = inputs.map(compact);
  const [leftSize, rightSize, size] = [first.size / batch, (second?.size ?? 0) / batch, sizeOf(shape) / batch];
  const y = new Float64Array(sizeOf(shape));
  for (let i = 0; i < batch; i++) {
    try {
      inRoom(leftSize + rightSize + more, (room) => {
        const a = matrixIn(room, left, i, leftSize);
        const b = second === undefined ? a : matrixIn(room, right, i, rightSize);
        compute(y.subarray(size * i, size * (i + 1)), a, room, b);
      });
    } catch (error) {
      throw error instanceof DataError && first.ndim > 2 ? inBatch(error, first.shape, i) : error;
    }
  }
  if (dtype === 'float64') return first.like(y, shape, dtype);
  const rounded = allocate(dtype, y.length);
  rounded.set(y);
  return first.like(rounded, shape, dtype);
}

/** The same error, which also says whose it is: matrix i of the batch before the last two axes. */
function inBatch({ where, what, expected, got, fix }: DataError, shape: Shape, i: number): DataError {
  const index: number[] = [];
  for (let axis = shape.length - 3, rest = i; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return new DataError({ where, what, expected, got: `${got}, in matrix [${index.join(', ')}] of the batch`, fix });
}

/** A fresh copy of matrix i; of a small one element by element, as a view of it would cost more. */
function matrixIn(room: Room, { data, offset }: Compact, i: number, size: number): Float64Array {
  const copy = room.doubles(size);
  const at = offset + i * size;
  if (size > 64) copy.set(data.subarray(at, at + size));
  else for (let e = 0; e < size; e++) copy[e] = data[at + e];
  return copy;
}

/** Throws for NaN and infinities, on which an iteration would never end. */
export function checkFinite(where: string, n: number, a: Float64Array): void {
  for (let i = 0; i < a.length; i++) {
    if (a[i] - a[i] === 0) continue;
    const place = `[${Math.floor(i / n)}, ${i % n}]`;
    throw new DataError({ where, what: 'the matrix is not finite', expected: 'finite numbers', got: `${a[i]} at ${place}` });
  }
}

/**
 * Refuses matrices whose two triangles differ by more than rounding can explain, and makes of others exactly symmetric ones: the lower
 * triangle counts. Rounding is measured by the two elements, by those on the diagonal that bound them if the matrix is positive definite,
 * $\lvert a_{ij} \rvert \le \sqrt{a_{ii} a_{jj}}$, and by `size`: products like $Q D Q^\top$ have differences next to zeros.
 */
export function makeSymmetric(
  where: string,
  n: number,
  a: Float64Array,
  dtype: DType,
  size = 0,
  fix = 'a.add(a.mT).div(2) is the symmetric part',
): void {
  const [tolerance, eps] = dtype === 'float64' ? [1e-10, 2 ** -52] : [1e-5, 2 ** -23];
  const rounding = 16 * n * eps * size;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const low = a[i * n + j];
      const high = a[j * n + i];
      a[j * n + i] = low;
      const difference = Math.abs(low - high);
      if (!(difference > rounding && difference > tolerance * Math.abs(low) + tolerance * Math.abs(high))) continue;
      if (difference <= tolerance * Math.sqrt(Math.abs(a[i * n + i])) * Math.sqrt(Math.abs(a[j * n + j]))) continue;
      throw new DataError({
        where,
        what: 'the matrix is not symmetric',
        expected: `the same value at [${i}, ${j}] and [${j}, ${i}]`,
        got: `${low} and ${high}`,
        fix,
      });
    }
  }
}

/** The largest size of an element. */
export function largestSize(a: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) if (Math.abs(a[i]) > largest) largest = Math.abs(a[i]);
  return largest;
}

/**
 * Multiplies all elements by the power of two that brings the largest between $2^{-200}$ and $2^{200}$, so that squares of what matters stay
 * in the range of numbers; no digit changes. Returns the power by which results are multiplied to make up for it.
 */
export function bringIntoRange(a: Float64Array): number {
  let largest = largestSize(a);
  let back = 1;
  for (; largest > 0 && largest < 2 ** -200; largest *= 2 ** 200, back *= 2 ** -200) scaleBy(2 ** 200, a);
  for (; largest > 2 ** 200 && largest < Infinity; largest *= 2 ** -200, back *= 2 ** 200) scaleBy(2 ** -200, a);
  return back;
}

/**
 * What counts as 0 beside the diagonal of a matrix that was brought into range: the squares of smaller numbers lose digits, and no
 * iteration ends on them. Its largest element is $2^{280}$ times as large, or more.
 */
export const negligible = 2 ** -480;

/** The transpose of x [m, n] into y [n, m], of its rows in this order; tile by tile, so that lines of the cache are used whole. */
export function transposeInto(m: number, n: number, x: Float64Array, y: Float64Array, order?: readonly number[]): void {
  const tile = 16;
  for (let top = 0; top < m; top += tile) {
    for (let left = 0; left < n; left += tile) {
      for (let i = top; i < Math.min(top + tile, m); i++) {
        const row = (order === undefined ? i : order[i]) * n;
        for (let j = left; j < Math.min(left + tile, n); j++) y[j * m + i] = x[row + j];
      }
    }
  }
}

/** Swaps `n` elements from place p on with those from place q on, both `step` apart. */
export function swap(n: number, a: Float64Array, p: number, q: number, step = 1): void {
  for (let i = 0; i < n * step; i += step) {
    const first = a[p + i];
    a[p + i] = a[q + i];
    a[q + i] = first;
  }
}

/** $x \leftarrow s x$ */
export function scaleBy(s: number, x: Float64Array): void {
  if (s !== 1) for (let i = 0; i < x.length; i++) x[i] *= s;
}

/**
 * The sign that makes the largest of n components positive; of those that are equally large, to rounding, the first. It is what decides
 * between x and −x where both are answers.
 */
export function leadingSign(n: number, x: Float64Array, at: number, stride: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(x[at + i * stride]));
  for (let i = 0; i < n; i++) {
    const v = x[at + i * stride];
    if (Math.abs(v) >= largest * (1 - 1e-10)) return v < 0 ? -1 : 1;
  }
  return 1;
}

/** The error for an iteration that did not end. */
export function notConverged(where: string, sweeps: number): DataError {
  return new DataError({ where, what: 'the iteration did not converge', expected: 'at most 30 sweeps per value', got: `${sweeps} sweeps` });
}
