import { blockSize, gemmUpdate, type Panel } from './blocked.ts';

/**
 * $P A = L U$ in place by Gaussian elimination: U on and above the diagonal of the m × n matrix, L below it, its unit diagonal left
 * out. `order[i]` becomes the row of A that stands in row i. Returns the sign of that permutation.
 *
 * A block of columns is eliminated at a time, with the largest of each column as its pivot; then the rows beside it are solved for,
 * and one product updates the rest.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), section 3.4 and algorithm 3.2.1 in blocks.
 */
export function factorLU(m: number, n: number, a: Float64Array, order: Float64Array): number {
  const panel = (i: number, j: number): Panel => ({ data: a, at: i * n + j, row: n });
  const steps = Math.min(m, n);
  let sign = 1;
  for (let i = 0; i < m; i++) order[i] = i;
  for (let start = 0; start < steps; start += blockSize) {
    const end = Math.min(start + blockSize, steps);
    for (let j = start; j < end; j++) {
      const pivot = largestBelow(m, n, a, j);
      if (pivot !== j) {
        swapRows(n, a, order, j, pivot);
        sign = -sign;
      }
      if (a[j * n + j] !== 0) eliminate(m, n, a, j, end);
    }
    if (end === n) break;
    solveUnitLower(end - start, n - end, panel(start, start), panel(start, end));
    gemmUpdate(m - end, n - end, end - start, panel(end, start), panel(start, end), panel(end, end));
  }
  return sign;
}

/** The row, j or below, with the largest element of column j; NaN counts as the largest, so that it shows in the result. */
function largestBelow(m: number, n: number, a: Float64Array, j: number): number {
  let row = j;
  for (let i = j + 1; i < m; i++) if (!(Math.abs(a[i * n + j]) <= Math.abs(a[row * n + j]))) row = i;
  return row;
}

function swapRows(n: number, a: Float64Array, order: Float64Array, i: number, k: number): void {
  const row = a.slice(i * n, (i + 1) * n);
  a.copyWithin(i * n, k * n, (k + 1) * n);
  a.set(row, k * n);
  const first = order[i];
  order[i] = order[k];
  order[k] = first;
}

/** Takes multiples of row j from the rows below it, in the columns before `end`; the multipliers stay in column j. */
function eliminate(m: number, n: number, a: Float64Array, j: number, end: number): void {
  const pivot = a[j * n + j];
  for (let i = j + 1; i < m; i++) {
    a[i * n + j] /= pivot;
    const l = a[i * n + j];
    for (let c = j + 1; c < end; c++) a[i * n + c] -= l * a[j * n + c];
  }
}

/** $X \leftarrow L^{-1} X$ for a unit lower triangular L [n, n] and X [n, k]. */
export function solveUnitLower(n: number, k: number, l: Panel, x: Panel): void {
  for (let start = 0; start < n; start += blockSize) {
    const end = Math.min(start + blockSize, n);
    for (let i = start + 1; i < end; i++) gemmUpdate(1, k, i - start, at(l, i, start), at(x, start), at(x, i));
    gemmUpdate(n - end, k, end - start, at(l, end, start), at(x, start), at(x, end));
  }
}

/** $X \leftarrow U^{-1} X$ for an upper triangular U [n, n] and X [n, k]. */
export function solveUpper(n: number, k: number, u: Panel, x: Panel): void {
  for (let end = n; end > 0; end -= blockSize) {
    const start = Math.max(end - blockSize, 0);
    for (let i = end - 1; i >= start; i--) {
      gemmUpdate(1, k, end - 1 - i, at(u, i, i + 1), at(x, i + 1), at(x, i));
      const pivot = u.data[u.at + i * (u.row + 1)];
      for (let c = x.at + i * x.row; c < x.at + i * x.row + k; c++) x.data[c] /= pivot;
    }
    gemmUpdate(start, k, end - start, at(u, 0, start), at(x, start), at(x, 0));
  }
}

/** The part of a matrix from row i and column j on. */
function at(panel: Panel, i: number, j = 0): Panel {
  return { ...panel, at: panel.at + i * panel.row + j * (panel.column ?? 1) };
}
