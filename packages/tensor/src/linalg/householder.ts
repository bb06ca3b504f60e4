import { blockSize, gemmUpdate, type Panel, panel, partFrom, transposedPanel } from './blocked.ts';
import type { Room } from './room.ts';
import { addRows, takeProduct } from './rows.ts';

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
 * v take its place. Returns τ, which is 0 where there is nothing to do. Below the rank of a matrix stands what is left of rounding, then of
 * that, and so on down to the least numbers: vectors whose squares lose digits are scaled, or H would not be orthogonal.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), algorithm 5.1.1; β has the sign that does not cancel.
 */
export function makeReflector(n: number, x: Float64Array, at: number, stride: number): number {
  const rest = squaresBehind(n, x, at, stride);
  if (!(rest < 2 ** -800 && Math.abs(x[at]) < 2 ** -400)) return reflectorOf(n, x, at, stride, rest);
  for (let i = 0; i < n; i++) x[at + i * stride] *= 2 ** 600;
  const tau = reflectorOf(n, x, at, stride, squaresBehind(n, x, at, stride));
  x[at] *= 2 ** -600;
  return tau;
}

/** The sum of the squares of all elements but the first. */
function squaresBehind(n: number, x: Float64Array, at: number, stride: number): number {
  let total = 0;
  for (let i = 1; i < n; i++) total += x[at + i * stride] * x[at + i * stride];
  return total;
}

function reflectorOf(n: number, x: Float64Array, at: number, stride: number, rest: number): number {
  if (rest === 0) return 0;
  const first = x[at];
  const size = Math.sqrt(first * first + rest);
  const beta = first > 0 ? -size : size;
  for (let i = 1; i < n; i++) x[at + i * stride] /= first - beta;
  x[at] = beta;
  return (beta - first) / beta;
}

/** A block of reflectors as one product: $H_s \cdots H_e = I - V T V^\top$ with an upper triangular T; and space for what it is applied to. */
interface Block {
  start: number;
  rows: number;
  count: number;
  readonly v: Float64Array;
  readonly gram: Float64Array;
  readonly t: Float64Array;
  readonly w: Float64Array;
  readonly tw: Float64Array;
}

/** Elements that {@link factorQR} or {@link formQ} take in a room, for reflectors of m elements and n columns. */
export function spaceOfBlocks(m: number, n: number): number {
  return blockSize * (m + 2 * n + 2 * blockSize);
}

function blockFor(room: Room, m: number, n: number): Block {
  const [v, gram, t] = [room.doubles(m * blockSize), room.doubles(blockSize ** 2), room.doubles(blockSize ** 2)];
  return { start: 0, rows: 0, count: 0, v, gram, t, w: room.doubles(n * blockSize), tw: room.doubles(n * blockSize) };
}

/** @see R. Schreiber, C. Van Loan, "A storage-efficient WY representation for products of Householder transformations", SISSC 10 (1989). */
function fillBlock(block: Block, { rows: all, v: { data, at, row, column = 1 }, tau }: Reflectors, start: number, end: number): void {
  const { v, gram, t } = block;
  const rows = all - start;
  const count = end - start;
  Object.assign(block, { start, rows, count });
  for (let i = 0; i < rows; i++) {
    const from = at + (start + i) * row + start * column;
    for (let j = 0; j < count; j++) v[i * count + j] = i > j ? data[from + j * column] : i === j ? 1 : 0;
  }
  gram.fill(0); // −VᵀV
  gemmUpdate(count, count, rows, transposedPanel(v, count), panel(v, count), panel(gram, count));
  t.fill(0);
  for (let j = 0; j < count; j++) {
    t[j * count + j] = tau[start + j];
    for (let i = 0; i < j; i++) {
      let total = 0;
      for (let k = i; k < j; k++) total += t[i * count + k] * gram[k * count + j];
      t[i * count + j] = tau[start + j] * total;
    }
  }
}

/** $C \leftarrow C - V T V^\top C$, or with $T^\top$, on the n columns of C from the block's first row on. */
function applyBlock({ start, rows, count, v, t, w, tw }: Block, adjoint: boolean, n: number, c: Panel): void {
  const below = partFrom(c, start);
  w.fill(0);
  gemmUpdate(count, n, rows, transposedPanel(v, count), below, panel(w, n));
  tw.fill(0);
  gemmUpdate(count, n, count, adjoint ? transposedPanel(t, count) : panel(t, count), panel(w, n), panel(tw, n));
  gemmUpdate(rows, n, count, panel(v, count), panel(tw, n), below);
}

/**
 * The first n columns of $Q = H_0 H_1 \cdots$, in place of zeros. Built from the last block on: what lies to the left of a block is still
 * that of the identity.
 */
export function formQ(room: Room, reflectors: Reflectors, n: number, q: Panel): void {
  for (let i = 0; i < Math.min(n, reflectors.rows); i++) q.data[q.at + i * (q.row + 1)] = 1;
  const count = reflectors.tau.length;
  const block = blockFor(room, reflectors.rows, n);
  for (let start = count - 1 - ((count - 1) % blockSize); start >= 0; start -= blockSize) {
    fillBlock(block, reflectors, start, Math.min(start + blockSize, count));
    applyBlock(block, false, n - start, partFrom(q, 0, start));
  }
}

/**
 * $A = Q R$ in place for an m × n matrix with m ≥ n: R on and above the diagonal, the reflectors of Q below it. A panel of columns at a time,
 * whose reflectors are then applied to the columns beside it in three products.
 */
export function factorQR(room: Room, m: number, n: number, a: Float64Array): Reflectors {
  const tau = new Float64Array(n);
  const reflectors = { rows: m, v: panel(a, n), tau };
  const block = blockFor(room, m, n);
  for (let start = 0; start < n; start += blockSize) {
    const end = Math.min(start + blockSize, n);
    for (let j = start; j < end; j++) {
      tau[j] = makeReflector(m - j, a, j * n + j, n);
      reflect(m, n, a, j, end, tau[j], block.w);
    }
    if (end === n) break;
    fillBlock(block, reflectors, start, end);
    applyBlock(block, true, n - end, partFrom(panel(a, n), 0, end));
  }
  return reflectors;
}

/** Applies the reflector in column j to the columns behind it, up to `end`: $A \leftarrow A - v w^\top$ with $w = \tau A^\top v$, in place of w. */
export function reflect(m: number, n: number, a: Float64Array, j: number, end: number, tau: number, w: Float64Array): void {
  const count = end - j - 1;
  if (tau === 0 || count <= 0) return;
  const v = panel(a, n, (j + 1) * n + j);
  const below = panel(a, n, v.at + 1);
  const row = j * n + j + 1;
  for (let c = 0; c < count; c++) w[c] = a[row + c];
  addRows(m - j - 1, count, v, below, panel(w, 1));
  for (let c = 0; c < count; c++) {
    w[c] *= tau;
    a[row + c] -= w[c];
  }
  takeProduct(m - j - 1, count, v, panel(w, 1), below);
}
