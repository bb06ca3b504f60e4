import { gemmUpdate, halfOf, narrow, panel, partFrom } from './blocked.ts';
import { swap } from './matrices.ts';
import { takeProduct } from './rows.ts';
import { solveLower } from './triangular.ts';

/**
 * $P A = L U$ in place by Gaussian elimination: U on and above the diagonal of the m × n matrix, L below it, its unit diagonal left
 * out. `order[i]` becomes the row of A that stands in row i. Returns the sign of that permutation.
 *
 * The largest element of each column is its pivot. The left half of the columns is eliminated, the rows beside it are solved for, one
 * product updates the rest, and the right half follows; so within each half, until few columns are left.
 *
 * @see S. Toledo, "Locality of reference in LU decomposition with partial pivoting", SIAM J. Matrix Anal. Appl. 18 (1997).
 */
export function factorLU(m: number, n: number, a: Float64Array, order: Float64Array): number {
  const steps = Math.min(m, n);
  const whole = panel(a, n);
  for (let i = 0; i < m; i++) order[i] = i;
  const sign = factorColumns(m, n, a, order, 0, steps);
  if (n > steps) solveLower(steps, n - steps, whole, partFrom(whole, 0, steps), true);
  return sign;
}

/** The same for the columns from `start` to `end`, to the left of which all is done. */
function factorColumns(m: number, n: number, a: Float64Array, order: Float64Array, start: number, end: number): number {
  if (end - start <= narrow) return eliminateColumns(m, n, a, order, start, end);
  const middle = start + halfOf(end - start);
  const whole = panel(a, n);
  const beside = partFrom(whole, start, middle);
  const sign = factorColumns(m, n, a, order, start, middle);
  solveLower(middle - start, end - middle, partFrom(whole, start, start), beside, true);
  gemmUpdate(m - middle, end - middle, middle - start, partFrom(whole, middle, start), beside, partFrom(whole, middle, middle));
  return sign * factorColumns(m, n, a, order, middle, end);
}

function eliminateColumns(m: number, n: number, a: Float64Array, order: Float64Array, start: number, end: number): number {
  let sign = 1;
  for (let j = start; j < end; j++) {
    const pivot = largestBelow(m, n, a, j);
    if (pivot !== j) {
      swap(n, a, j * n, pivot * n);
      swap(1, order, j, pivot);
      sign = -sign;
    }
    if (a[j * n + j] !== 0) eliminate(m, n, a, j, end);
  }
  return sign;
}

/** The row, j or below, with the largest element of column j; NaN counts as the largest, so that it shows in the result. */
function largestBelow(m: number, n: number, a: Float64Array, j: number): number {
  let row = j;
  for (let i = j + 1; i < m; i++) if (!(Math.abs(a[i * n + j]) <= Math.abs(a[row * n + j]))) row = i;
  return row;
}

/** Takes multiples of row j from the rows below it, in the columns before `end`; the multipliers stay in column j. */
function eliminate(m: number, n: number, a: Float64Array, j: number, end: number): void {
  const whole = panel(a, n);
  const pivot = a[j * n + j];
  for (let i = j + 1; i < m; i++) a[i * n + j] /= pivot;
  takeProduct(m - j - 1, end - j - 1, partFrom(whole, j + 1, j), partFrom(whole, j, j + 1), partFrom(whole, j + 1, j + 1));
}
