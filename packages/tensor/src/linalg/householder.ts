import { blockSize, gemmUpdate, type Panel } from './blocked.ts';

/**
 * Reflectors $H_j = I - \tau_j v_j v_j^\top$: column j of the panel holds $v_j$ below its diagonal; the element on it counts as 1, those
 * above as 0.
 */
export interface Reflectors {
  /** How many elements a reflector has. */
  readonly rows: number;
  /** The vectors. */
  readonly v: Panel;
  /** The factors $\tau_j$: as many as there are reflectors. */
  readonly tau: Float64Array;
}

/**
 * Makes of a vector x, whose n elements lie `stride` apart from `at` on, the reflector with $H x = (\beta, 0, \dots, 0)$: β and the rest of
 * v take its place. Returns τ, which is 0 where there is nothing to do.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), algorithm 5.1.1; β has the sign that does not cancel.
 */
export function makeReflector(n: number, x: Float64Array, at: number, stride: number): number {
  let rest = 0;
  for (let i = 1; i < n; i++) rest += x[at + i * stride] * x[at + i * stride];
  if (rest === 0) return 0;
  const first = x[at];
  const size = Math.sqrt(first * first + rest);
  const beta = first > 0 ? -size : size;
  for (let i = 1; i < n; i++) x[at + i * stride] /= first - beta;
  x[at] = beta;
  return (beta - first) / beta;
}

/** A block of reflectors as one product: $H_s \cdots H_e = I - V T V^\top$ with an upper triangular T. */
interface Block {
  readonly start: number;
  readonly rows: number;
  readonly count: number;
  readonly v: Float64Array;
  readonly t: Float64Array;
}

/** @see R. Schreiber, C. Van Loan, "A storage-efficient WY representation for products of Householder transformations", SISSC 10 (1989). */
function blockOf({ rows: all, v: { data, at, row, column = 1 }, tau }: Reflectors, start: number, end: number): Block {
  const rows = all - start;
  const count = end - start;
  const v = new Float64Array(rows * count);
  for (let j = 0; j < count; j++) {
    v[j * count + j] = 1;
    for (let i = j + 1; i < rows; i++) v[i * count + j] = data[at + (start + i) * row + (start + j) * column];
  }
  const gram = new Float64Array(count * count); // −VᵀV
  gemmUpdate(count, count, rows, { data: v, at: 0, row: 1, column: count }, { data: v, at: 0, row: count }, matrix(gram, count));
  const t = new Float64Array(count * count);
  for (let j = 0; j < count; j++) {
    t[j * count + j] = tau[start + j];
    for (let i = 0; i < j; i++) {
      let total = 0;
      for (let k = i; k < j; k++) total += t[i * count + k] * gram[k * count + j];
      t[i * count + j] = tau[start + j] * total;
    }
  }
  return { start, rows, count, v, t };
}

function matrix(data: Float64Array, row: number): Panel {
  return { data, at: 0, row };
}

/** $C \leftarrow C - V T V^\top C$, or with $T^\top$, on the n columns of C from the block's first row on. */
function applyBlock({ start, rows, count, v, t }: Block, transposed: boolean, n: number, c: Panel): void {
  const below = { ...c, at: c.at + start * c.row };
  const w = new Float64Array(count * n);
  gemmUpdate(count, n, rows, { data: v, at: 0, row: 1, column: count }, below, matrix(w, n));
  const tw = new Float64Array(count * n);
  const factor = transposed ? { data: t, at: 0, row: 1, column: count } : matrix(t, count);
  gemmUpdate(count, n, count, factor, matrix(w, n), matrix(tw, n));
  gemmUpdate(rows, n, count, matrix(v, count), matrix(tw, n), below);
}

/**
 * The first n columns of $Q = H_0 H_1 \cdots$, in place of zeros. Built from the last block on: what lies to the left of a block is still
 * that of the identity.
 */
export function formQ(reflectors: Reflectors, n: number, q: Panel): void {
  for (let i = 0; i < Math.min(n, reflectors.rows); i++) q.data[q.at + i * (q.row + 1)] = 1;
  const count = reflectors.tau.length;
  for (let start = count - 1 - ((count - 1) % blockSize); start >= 0; start -= blockSize) {
    const block = blockOf(reflectors, start, Math.min(start + blockSize, count));
    applyBlock(block, false, n - start, { ...q, at: q.at + start });
  }
}

/**
 * $A = Q R$ in place for an m × n matrix with m ≥ n: R on and above the diagonal, the reflectors of Q below it. A panel of columns at a time,
 * whose reflectors are then applied to the columns beside it in three products.
 */
export function factorQR(m: number, n: number, a: Float64Array): Reflectors {
  const tau = new Float64Array(n);
  const reflectors = { rows: m, v: matrix(a, n), tau };
  for (let start = 0; start < n; start += blockSize) {
    const end = Math.min(start + blockSize, n);
    for (let j = start; j < end; j++) {
      tau[j] = makeReflector(m - j, a, j * n + j, n);
      reflect(m, n, a, j, end, tau[j]);
    }
    if (end < n) applyBlock(blockOf(reflectors, start, end), true, n - end, { data: a, at: end, row: n });
  }
  return reflectors;
}

/** Applies the reflector in column j to the columns behind it, up to `end`, row by row. */
export function reflect(m: number, n: number, a: Float64Array, j: number, end: number, tau: number): void {
  if (tau === 0 || j + 1 >= end) return;
  const w = a.slice(j * n + j + 1, j * n + end);
  const count = w.length;
  for (let i = j + 1; i < m; i++) {
    const v = a[i * n + j];
    const row = i * n + j + 1;
    for (let c = 0; c < count; c++) w[c] += v * a[row + c];
  }
  for (let c = 0; c < count; c++) {
    w[c] *= tau;
    a[j * n + j + 1 + c] -= w[c];
  }
  for (let i = j + 1; i < m; i++) {
    const v = a[i * n + j];
    const row = i * n + j + 1;
    for (let c = 0; c < count; c++) a[row + c] -= v * w[c];
  }
}
