import { type Panel, panelProduct, updatePanel } from '#simd';
import { innerBlock } from '../blocks.ts';

export type { Panel } from '#simd';

/** How many columns are worked on at a time before the rest of the matrix is updated by one product. */
export const blockSize = 32;

/** So few rows or columns are worked on one by one where a matrix is halved again and again. */
export const narrow = 16;

/** Half of n, as a multiple of 8, so that few tiles of products stick out. */
export function halfOf(n: number): number {
  return Math.ceil(n / 16) * 8;
}

/** The matrix in an array, from place `at` on, whose rows lie `row` elements apart. A vector is a column: its rows have one element. */
export function panel(data: Float64Array, row: number, at = 0): Panel {
  return { data, at, row };
}

/** The transpose of the same matrix. */
export function transposedPanel(data: Float64Array, row: number, at = 0): Panel {
  return { data, at, row: 1, column: row };
}

/** The part of a matrix from row i and column j on. */
export function partFrom(whole: Panel, i: number, j = 0): Panel {
  return { ...whole, at: whole.at + i * whole.row + j * (whole.column ?? 1) };
}

/**
 * $C \leftarrow C - A B$: the product that all blocked factorizations wait for.
 *
 * A is m × k and B k × n in any layout; the elements of a row of C [m, n] are neighbours in memory. Each block of {@link innerBlock} terms is
 * summed in its order and taken from C at once, in SIMD as in the plain loop, so that both give the same bits.
 */
export function gemmUpdate(m: number, n: number, k: number, a: Panel, b: Panel, c: Panel): void {
  if (m === 0 || n === 0 || k === 0 || updatePanel(m, n, k, a, b, c)) return;
  for (let l = 0; l < k; l += innerBlock) {
    const terms = Math.min(innerBlock, k - l);
    const left = l === 0 ? a : { ...a, at: a.at + l * (a.column ?? 1) };
    const right = l === 0 ? b : { ...b, at: b.at + l * b.row };
    const product = n === 1 ? undefined : panelProduct(m, n, terms, left, right);
    if (n === 1) gemvUpdate(m, terms, left, right, c);
    else if (product === undefined) plainUpdate(m, n, terms, left, withRows(terms, n, right), c);
    else for (let i = 0; i < m; i++) subtract(n, product, i * n, c.data, c.at + i * c.row);
  }
}

/** The same matrix with rows whose elements are neighbours. */
function withRows(k: number, n: number, b: Panel): Panel {
  const { data, at, row, column = 1 } = b;
  if (column === 1) return b;
  const copy = new Float64Array(k * n);
  for (let l = 0; l < k; l++) for (let j = 0; j < n; j++) copy[l * n + j] = data[at + l * row + j * column];
  return panel(copy, n);
}

/** Two rows of C take four rows of B at a time, so that a number once loaded is used twice. */
function plainUpdate(m: number, n: number, k: number, a: Panel, b: Panel, c: Panel): void {
  const sums = new Float64Array(2 * n);
  for (let i = 0; i < m; i += 2) {
    const rows = Math.min(2, m - i);
    sums.fill(0);
    let l = 0;
    for (; l + 4 <= k; l += 4) {
      if (rows === 2) fourTermsTwice(n, a, i, l, b, sums);
      else fourTerms(n, a, i, l, b, sums);
    }
    for (; l < k; l++) for (let r = 0; r < rows; r++) oneTerm(n, a, i + r, l, b, sums, r * n);
    for (let r = 0; r < rows; r++) subtract(n, sums, r * n, c.data, c.at + (i + r) * c.row);
  }
}

function subtract(n: number, x: Float64Array, from: number, y: Float64Array, to: number): void {
  for (let j = 0; j < n; j++) y[to + j] -= x[from + j];
}

/** Four products each for rows i and i + 1. */
function fourTermsTwice(n: number, { data: as, at, row, column = 1 }: Panel, i: number, l: number, b: Panel, sums: Float64Array): void {
  const first = at + i * row + l * column;
  const next = first + row;
  const a0 = as[first];
  const a1 = as[first + column];
  const a2 = as[first + 2 * column];
  const a3 = as[first + 3 * column];
  const e0 = as[next];
  const e1 = as[next + column];
  const e2 = as[next + 2 * column];
  const e3 = as[next + 3 * column];
  const bs = b.data;
  const b0 = b.at + l * b.row;
  const b1 = b0 + b.row;
  const b2 = b1 + b.row;
  const b3 = b2 + b.row;
  for (let j = 0; j < n; j++) {
    const x0 = bs[b0 + j];
    const x1 = bs[b1 + j];
    const x2 = bs[b2 + j];
    const x3 = bs[b3 + j];
    sums[j] = sums[j] + a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3;
    sums[n + j] = sums[n + j] + e0 * x0 + e1 * x1 + e2 * x2 + e3 * x3;
  }
}

/** Four products for row i. */
function fourTerms(n: number, { data: as, at, row, column = 1 }: Panel, i: number, l: number, b: Panel, sums: Float64Array): void {
  const first = at + i * row + l * column;
  const a0 = as[first];
  const a1 = as[first + column];
  const a2 = as[first + 2 * column];
  const a3 = as[first + 3 * column];
  const bs = b.data;
  const b0 = b.at + l * b.row;
  const b1 = b0 + b.row;
  const b2 = b1 + b.row;
  const b3 = b2 + b.row;
  for (let j = 0; j < n; j++) sums[j] = sums[j] + a0 * bs[b0 + j] + a1 * bs[b1 + j] + a2 * bs[b2 + j] + a3 * bs[b3 + j];
}

function oneTerm(n: number, { data, at, row, column = 1 }: Panel, i: number, l: number, b: Panel, sums: Float64Array, to: number): void {
  const v = data[at + i * row + l * column];
  const bs = b.data;
  const from = b.at + l * b.row;
  for (let j = 0; j < n; j++) sums[to + j] += v * bs[from + j];
}

/** The same for a single column, where a sum for each row is what runs along memory. */
function gemvUpdate(m: number, k: number, { data, at, row, column = 1 }: Panel, b: Panel, c: Panel): void {
  for (let i = 0; i < m; i++) {
    let total = 0;
    for (let l = 0; l < k; l++) total += data[at + i * row + l * column] * b.data[b.at + l * b.row];
    c.data[c.at + i * c.row] -= total;
  }
}
