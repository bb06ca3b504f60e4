import { gemmUpdate, halfOf, narrow, type Panel, partFrom } from './blocked.ts';
import { takeProduct } from './rows.ts';

/**
 * $X \leftarrow L^{-1} X$ for a lower triangular L [n, n] and X [n, k]: the upper half, what it takes from the lower one, the lower half; so
 * within each half, until few rows are left. Where `unit`, the diagonal counts as ones and is not read.
 */
export function solveLower(n: number, k: number, l: Panel, x: Panel, unit: boolean): void {
  if (n > narrow) {
    const half = halfOf(n);
    const below = partFrom(x, half);
    solveLower(half, k, l, x, unit);
    gemmUpdate(n - half, k, half, partFrom(l, half), x, below);
    solveLower(n - half, k, partFrom(l, half, half), below, unit);
    return;
  }
  for (let j = 0; j < n; j++) {
    if (!unit) divideRow(k, x, j, l);
    takeProduct(n - j - 1, k, partFrom(l, j + 1, j), partFrom(x, j), partFrom(x, j + 1));
  }
}

/** $X \leftarrow U^{-1} X$ for an upper triangular U [n, n] and X [n, k]: the same from below. */
export function solveUpper(n: number, k: number, u: Panel, x: Panel, unit: boolean): void {
  if (n > narrow) {
    const half = halfOf(n);
    const below = partFrom(x, half);
    solveUpper(n - half, k, partFrom(u, half, half), below, unit);
    gemmUpdate(half, k, n - half, partFrom(u, 0, half), below, x);
    solveUpper(half, k, u, x, unit);
    return;
  }
  for (let j = n - 1; j >= 0; j--) {
    if (!unit) divideRow(k, x, j, u);
    takeProduct(j, k, partFrom(u, 0, j), partFrom(x, j), x);
  }
}

/** Divides row j of X by the pivot of the triangle there. */
function divideRow(k: number, { data, at, row }: Panel, j: number, triangle: Panel): void {
  const pivot = triangle.data[triangle.at + j * (triangle.row + (triangle.column ?? 1))];
  for (let c = at + j * row; c < at + j * row + k; c++) data[c] /= pivot;
}
