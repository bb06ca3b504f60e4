import { swap } from './matrices.ts';

/** What {@link balance} did, $B = D^{-1} P A P^\top D$, and by which eigenvectors are turned back. */
export interface Balance {
  /** `order[i]` is the row and column of A that stands in row and column i of B. */
  readonly order: readonly number[];
  /** The diagonal of D: powers of two. */
  readonly scale: Float64Array;
}

/** Powers of two by which rows are scaled at most: eigenvectors stay in the range of numbers. */
const most = 2 ** 400;

/**
 * Balances a square matrix in place; its eigenvalues stay. Rows whose only element is on the diagonal come last, columns that have only that
 * one come first, until there are no more: their eigenvalues stand on the diagonal then, and nothing is rounded for them. In between, row and
 * column i are scaled by reciprocal powers of two until both are of about the same size; no digit changes.
 *
 * @see B. N. Parlett, C. Reinsch, "Balancing a matrix for calculation of eigenvalues and eigenvectors", Numer. Math. 13 (1969); R. James,
 * J. Langou, B. R. Lowery, "On matrix balancing and eigenvector computation", arXiv:1401.5766 (2014): sizes in the 2-norm, with the diagonal,
 * which does no harm to matrices that were fine.
 */
export function balance(n: number, a: Float64Array): Balance {
  const order = Array.from({ length: n }, (_, i) => i);
  const [lo, hi] = isolate(n, a, order);
  const scale = new Float64Array(n).fill(1);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = lo; i < hi; i++) {
      const f = factorFor(i, n, a, lo, hi);
      if (f === 1 || scale[i] * f > most || scale[i] * f < 1 / most) continue;
      changed = true;
      scale[i] *= f;
      for (let j = 0; j < n; j++) a[i * n + j] /= f;
      for (let j = 0; j < n; j++) a[j * n + i] *= f;
    }
  }
  return { order, scale };
}

/** Brings the eigenvalues that stand alone to both ends of the diagonal; returns where the part between them starts and ends. */
function isolate(n: number, a: Float64Array, order: number[]): readonly [lo: number, hi: number] {
  let [lo, hi] = [0, n];
  for (let i = hi - 1; i >= 0; i--) {
    if (!alone(i, a, lo, hi, i * n, 1)) continue;
    exchange(n, a, order, i, --hi);
    i = hi; // rows that were looked at may have lost their last element beside the diagonal
  }
  for (let i = lo; i < hi; i++) {
    if (!alone(i, a, lo, hi, i, n)) continue;
    exchange(n, a, order, i, lo++);
    i = lo - 1;
  }
  return [lo, hi];
}

/** Whether a line has nothing but its element i between lo and hi. */
function alone(i: number, a: Float64Array, lo: number, hi: number, at: number, step: number): boolean {
  for (let j = lo; j < hi; j++) if (j !== i && a[at + j * step] !== 0) return false;
  return true;
}

/** Swaps rows i and k, and columns i and k. */
function exchange(n: number, a: Float64Array, order: number[], i: number, k: number): void {
  if (i === k) return;
  swap(n, a, i * n, k * n);
  swap(n, a, i, k, n);
  [order[i], order[k]] = [order[k], order[i]];
}

/** The power of two by which column i is multiplied, row i divided: 1 where that would gain too little. */
function factorFor(i: number, n: number, a: Float64Array, lo: number, hi: number): number {
  let [row, column] = [0, 0];
  for (let j = lo; j < hi; j++) {
    row += a[i * n + j] * a[i * n + j];
    column += a[j * n + i] * a[j * n + i];
  }
  [row, column] = [Math.sqrt(row), Math.sqrt(column)];
  if (row === 0 || column === 0) return 1;
  let f = 1;
  while (f < most && column * f < row / f / 2) f *= 2;
  while (f > 1 / most && column * f >= (row / f) * 2) f /= 2;
  return (column * f) ** 2 + (row / f) ** 2 >= 0.9 * (column * column + row * row) ? 1 : f;
}
