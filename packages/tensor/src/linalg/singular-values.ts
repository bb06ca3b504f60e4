import { bidiagonalize } from './bidiagonal.ts';
import { diagonalizeBidiagonal } from './bidiagonal-qr.ts';
import { gemmUpdate, panel, transposedPanel } from './blocked.ts';
import { factorQR, formQ, type Reflectors, spaceOfBlocks } from './householder.ts';
import { bringIntoRange, checkFinite, leadingSign, scaleBy, transposeInto } from './matrices.ts';
import type { Room } from './room.ts';

/** Where taller matrices are first brought to square form: below, the extra factorization costs more than it saves. */
const tall = 1.6;

/**
 * The singular values of an m × n matrix, which is overwritten, descending; in a unit, a power of two, as the largest may be more than the
 * largest number.
 */
export function singularValues(
  room: Room,
  where: string,
  m: number,
  n: number,
  matrix: Float64Array,
): { values: Float64Array; unit: number } {
  checkFinite(where, n, matrix);
  const unit = bringIntoRange(matrix);
  const a = m < n ? transposed(room, m, n, matrix) : matrix;
  const [rows, columns] = m < n ? [n, m] : [m, n];
  if (rows > tall * columns) triangular(columns, factorQR(room, rows, columns, a));
  const { d, e } = bidiagonalize(room, rows > tall * columns ? columns : rows, columns, a);
  diagonalizeBidiagonal(room, where, d, e);
  return { values: d.map(Math.abs).sort().reverse(), unit };
}

/** How many of the descending singular values are larger than a multiple of the first. */
export function rankOf(values: Float64Array, rcond: number): number {
  return values.reduce((rank, value) => rank + (value > rcond * values[0] ? 1 : 0), 0);
}

/** Elements that {@link decompose} takes in a room beside the matrix, at most; {@link singularValues} less. */
export function spaceOfDecomposition(m: number, n: number, k: number): number {
  const [rows, columns] = [Math.max(m, n), Math.min(m, n)];
  return rows * (2 * columns + 2 * k + 8) + 4 * columns * columns + 4 * spaceOfBlocks(rows, Math.max(columns, k));
}

/** Clears the reflectors, so that R is left in the first n rows. */
function triangular(n: number, { v: { data } }: Reflectors): void {
  for (let i = 1; i < n; i++) data.fill(0, i * n, i * n + i);
}

function transposed(room: Room, m: number, n: number, a: Float64Array): Float64Array {
  const y = room.doubles(m * n);
  transposeInto(m, n, a, y);
  return y;
}

/** The parts of a decomposition of an m × n matrix, with the columns of U and V as rows: [k, m] and [l, n]. */
export interface Parts {
  /** The columns of U, in an order and of signs of their own. */
  readonly u: Float64Array;
  /** The singular values. */
  readonly s: Float64Array;
  /** The columns of V. */
  readonly v: Float64Array;
}

/** U, S and V of an m × n matrix with m ≥ n, which is overwritten; `columns` of U, n or m. Neither ordered nor of one sign. */
function decomposeTall(room: Room, where: string, m: number, n: number, columns: number, a: Float64Array): Parts {
  if (m > tall * n && columns === n) return decomposeByQR(room, where, m, n, a);
  const { d, e, left, right } = bidiagonalize(room, m, n, a);
  const q = room.doubles(m * columns);
  formQ(room, left, columns, panel(q, columns));
  const p = room.doubles(n * n);
  p[0] = 1; // the reflectors leave the first axis alone
  formQ(room, right, n - 1, panel(p, n, n + 1));
  const [u, v] = [transposed(room, m, columns, q), transposed(room, n, n, p)];
  diagonalizeBidiagonal(room, where, d, e, { u, rows: m, v });
  return { u, s: d, v };
}

/** $A = Q R$, and the decomposition of R. */
function decomposeByQR(room: Room, where: string, m: number, n: number, a: Float64Array): Parts {
  const reflectors = factorQR(room, m, n, a);
  const q = room.doubles(m * n);
  formQ(room, reflectors, n, panel(q, n));
  triangular(n, reflectors);
  const inner = decomposeTall(room, where, n, n, n, a.subarray(0, n * n));
  const u = room.doubles(n * m);
  gemmUpdate(n, m, n, panel(inner.u, n), transposedPanel(q, n), panel(u, m));
  return { ...inner, u, s: inner.s.map((value) => -value) }; // the product came out with the other sign
}

/**
 * The singular value decomposition of an m × n matrix, which is overwritten, packed in the rows of y [m + 1 + n, k]: U, the values, V. The
 * values are descending, the largest component of each column of U positive. `k` is min(m, n), or max(m, n) for complete bases. Returns the
 * unit of the values, as {@link singularValues} does.
 */
export function decompose(room: Room, where: string, m: number, n: number, k: number, matrix: Float64Array, y: Float64Array): number {
  if (k === 0) return 1;
  checkFinite(where, n, matrix);
  const unit = bringIntoRange(matrix);
  const wide = m < n;
  const [rows, inner] = [Math.max(m, n), Math.min(m, n)];
  const parts = inner === 0 ? without(rows) : decomposeTall(room, where, rows, inner, k, wide ? transposed(room, m, n, matrix) : matrix);
  const order = [...parts.s.keys()].sort((i, j) => Math.abs(parts.s[j]) - Math.abs(parts.s[i]));
  for (let j = inner; j < k; j++) order.push(j);
  const [u, v] = wide ? [parts.v, parts.u] : [parts.u, parts.v];
  for (const [j, from] of order.entries()) {
    const left = u.subarray(from * m, (from + 1) * m);
    const right = v.subarray(from * n, (from + 1) * n);
    const value = j < inner ? parts.s[from] : 0;
    const first = left.length > 0 ? left : right;
    const sign = leadingSign(first.length, first, 0, 1);
    if (j < inner) y[m * k + j] = Math.abs(value);
    scaleBy(sign, left);
    scaleBy(value < 0 ? -sign : sign, right);
  }
  writeColumns(m, k, u, order, y);
  writeColumns(n, k, v, order, y.subarray((m + 1) * k));
  return unit;
}

/** The vectors of n components as columns of y [n, k], in this order; there may be fewer than k. */
function writeColumns(n: number, k: number, vectors: Float64Array, order: readonly number[], y: Float64Array): void {
  if (vectors.length === k * n) transposeInto(k, n, vectors, y, order);
  else for (let j = 0; j * n < vectors.length; j++) for (let i = 0; i < n; i++) y[i * k + j] = vectors[order[j] * n + i];
}

/** A matrix without rows or without columns has the identity for its complete basis. */
function without(rows: number): Parts {
  const u = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) u[i * rows + i] = 1;
  return { u, s: new Float64Array(0), v: u.subarray(0, 0) };
}
