import { bidiagonalize, diagonalizeBidiagonal } from './bidiagonal.ts';
import { gemmUpdate } from './blocked.ts';
import { factorQR, formQ, type Reflectors } from './householder.ts';
import { bringIntoRange, checkFinite, leadingSign, scaleBy } from './matrices.ts';

/** Where taller matrices are first brought to square form: below, the extra factorization costs more than it saves. */
const tall = 1.6;

/** The singular values of an m × n matrix, which is overwritten, descending. */
export function singularValues(where: string, m: number, n: number, matrix: Float64Array): Float64Array {
  checkFinite(where, n, matrix);
  const back = bringIntoRange(matrix);
  const a = m < n ? transposed(m, n, matrix) : matrix;
  const [rows, columns] = m < n ? [n, m] : [m, n];
  if (rows > tall * columns) triangular(columns, factorQR(rows, columns, a));
  const { d, e } = bidiagonalize(rows > tall * columns ? columns : rows, columns, a);
  diagonalizeBidiagonal(where, d, e);
  const values = d.map(Math.abs).sort().reverse();
  scaleBy(back, values);
  return values;
}

/** Clears the reflectors, so that R is left in the first n rows. */
function triangular(n: number, { v: { data } }: Reflectors): void {
  for (let i = 1; i < n; i++) data.fill(0, i * n, i * n + i);
}

function transposed(m: number, n: number, a: Float64Array): Float64Array {
  const y = new Float64Array(a.length);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) y[j * m + i] = a[i * n + j];
  return y;
}

/** The parts of a decomposition of an m × n matrix: U [m, k] and V [n, l], row-major, and the singular values, descending. */
export interface Parts {
  /** The columns of U, in an order and of signs of their own. */
  readonly u: Float64Array;
  /** How many columns U has. */
  readonly columns: number;
  /** The singular values. */
  readonly s: Float64Array;
  /** The columns of V. */
  readonly v: Float64Array;
}

/** U, S and V of an m × n matrix with m ≥ n, which is overwritten; `columns` of U, n or m. Neither ordered nor of one sign. */
function decomposeTall(where: string, m: number, n: number, columns: number, a: Float64Array): Parts {
  if (m > tall * n && columns === n) return decomposeByQR(where, m, n, a);
  const { d, e, left, right } = bidiagonalize(m, n, a);
  const u = new Float64Array(m * columns);
  formQ(left, columns, { data: u, at: 0, row: columns });
  const v = new Float64Array(n * n);
  v[0] = 1; // the reflectors leave the first axis alone
  formQ(right, n - 1, { data: v, at: n + 1, row: n });
  diagonalizeBidiagonal(where, d, e, { u, columns, v });
  return { u, columns, s: d, v };
}

/** $A = Q R$, and the decomposition of R. */
function decomposeByQR(where: string, m: number, n: number, a: Float64Array): Parts {
  const reflectors = factorQR(m, n, a);
  const q = new Float64Array(m * n);
  formQ(reflectors, n, { data: q, at: 0, row: n });
  triangular(n, reflectors);
  const inner = decomposeTall(where, n, n, n, a.subarray(0, n * n));
  const u = new Float64Array(m * n);
  gemmUpdate(m, n, n, { data: q, at: 0, row: n }, { data: inner.u, at: 0, row: n }, { data: u, at: 0, row: n });
  return { ...inner, u, s: inner.s.map((value) => -value) }; // the product came out with the other sign
}

/**
 * The singular value decomposition of an m × n matrix, which is overwritten, packed in the rows of y [m + 1 + n, k]: U, the values, V. The
 * values are descending, the largest component of each column of U positive. `k` is min(m, n), or max(m, n) for complete bases.
 */
export function decompose(where: string, m: number, n: number, k: number, matrix: Float64Array, y: Float64Array): void {
  if (k === 0) return;
  checkFinite(where, n, matrix);
  const back = bringIntoRange(matrix);
  const wide = m < n;
  const rows = Math.max(m, n);
  const inner = Math.min(m, n);
  const parts = inner === 0 ? without(rows) : decomposeTall(where, rows, inner, k, wide ? transposed(m, n, matrix) : matrix);
  const order = [...parts.s.keys()].sort((i, j) => Math.abs(parts.s[j]) - Math.abs(parts.s[i]));
  const u = { data: wide ? parts.v : parts.u, rows: m, columns: wide ? inner : k, at: 0 };
  const v = { data: wide ? parts.u : parts.v, rows: n, columns: wide ? k : inner, at: (m + 1) * k };
  for (let j = 0; j < k; j++) {
    const from = j < inner ? order[j] : j;
    const value = j < inner ? parts.s[from] : 0;
    const first = j < u.columns ? u : v;
    const sign = leadingSign(first.rows, first.data, from, first.columns);
    if (j < inner) y[m * k + j] = back * Math.abs(value);
    copyColumn(u, from, j, k, sign, y);
    copyColumn(v, from, j, k, value < 0 ? -sign : sign, y);
  }
}

/** A matrix without rows or without columns has the identity for its complete basis. */
function without(rows: number): Parts {
  const u = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) u[i * rows + i] = 1;
  return { u, columns: rows, s: new Float64Array(0), v: u.subarray(0, 0) };
}

interface Basis {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly at: number;
}

function copyColumn({ data, rows, columns, at }: Basis, from: number, to: number, k: number, sign: number, y: Float64Array): void {
  if (from < columns) for (let i = 0; i < rows; i++) y[at + i * k + to] = sign * data[i * columns + from];
}
