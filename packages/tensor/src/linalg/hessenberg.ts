import { panel } from './blocked.ts';
import { formQ, makeReflector, reflect } from './householder.ts';
import type { Room } from './room.ts';
import { rowDots, takeProduct } from './rows.ts';

/**
 * $H = Q^\top A Q$ with zeros below the first diagonal under the main one, in place.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), algorithm 7.4.2.
 */
export function toHessenberg(room: Room, n: number, a: Float64Array): void {
  reduce(room, n, a);
  clearReflectors(n, a);
}

/** The same, and Q. */
export function toHessenbergWithQ(room: Room, n: number, a: Float64Array): Float64Array {
  const tau = reduce(room, n, a);
  const q = room.doubles(n * n);
  if (n > 0) {
    q[0] = 1; // the reflectors leave the first axis alone
    formQ(room, { rows: n - 1, v: panel(a, n, n), tau }, n - 1, panel(q, n, n + 1));
  }
  clearReflectors(n, a);
  return q;
}

/** H in place, and below it the reflectors of Q, whose factors come back. */
function reduce(room: Room, n: number, a: Float64Array): Float64Array {
  const tau = new Float64Array(Math.max(n - 1, 0));
  const below = a.subarray(n); // column k of it starts with the elements that are mapped onto one
  const [v, w] = [room.doubles(n), room.doubles(n)];
  for (let k = 0; k + 2 < n; k++) {
    tau[k] = makeReflector(n - 1 - k, below, k * n + k, n);
    reflectColumns(n, a, k, tau[k], v, w);
    reflect(n - 1, n, below, k, n, tau[k], w);
  }
  return tau;
}

function clearReflectors(n: number, a: Float64Array): void {
  for (let i = 2; i < n; i++) a.fill(0, i * n, i * n + i - 1);
}

/** $A \leftarrow A - t v^\top$ with $t = \tau A v$ in place of t, for the reflector below the diagonal of column k. */
function reflectColumns(n: number, a: Float64Array, k: number, tau: number, v: Float64Array, t: Float64Array): void {
  const count = n - k - 1;
  v[0] = 1;
  for (let i = 1; i < count; i++) v[i] = a[(k + 1 + i) * n + k];
  const right = panel(a, n, k + 1);
  const [row, column] = [v, t].map((data) => panel(data, 1));
  rowDots(n, count, right, row, column);
  for (let i = 0; i < n; i++) t[i] *= tau;
  takeProduct(n, count, column, row, right);
}
