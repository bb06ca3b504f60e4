import { type Panel, panel, transposedPanel } from './blocked.ts';
import { makeReflector, type Reflectors } from './householder.ts';
import { negligible, notConverged } from './matrices.ts';
import type { Room } from './room.ts';
import { makeRotation, rotations, turn } from './rotations.ts';
import { addRows, takeTwoProducts } from './rows.ts';

/** A symmetric tridiagonal matrix $T = Q^\top A Q$, and the reflectors of Q, which leave the first axis alone. */
export interface Tridiagonal {
  /** The diagonal. */
  readonly d: Float64Array;
  /** What stands beside it. */
  readonly e: Float64Array;
  /** Reflectors of all axes but the first. */
  readonly reflectors: Reflectors;
}

/**
 * Reduces a symmetric matrix to tridiagonal form, in place. Each step maps a row onto two elements and updates the rest by
 * $A \leftarrow A - (v w^\top + w v^\top)$.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), algorithm 8.3.1.
 */
export function tridiagonalize(room: Room, n: number, a: Float64Array): Tridiagonal {
  const e = new Float64Array(Math.max(n - 1, 0));
  const tau = new Float64Array(e.length);
  const w = room.doubles(n);
  for (let k = 0; k + 1 < n; k++) {
    const first = k * n + k + 1;
    const rest = panel(a, n, first + n);
    tau[k] = makeReflector(n - k - 1, a, first, 1);
    e[k] = a[first];
    if (tau[k] === 0) continue;
    a[first] = 1; // of the reflector, while it is applied
    updateRest(n - k - 1, tau[k], panel(a, 1, first), panel(w, 1), rest);
    a[first] = e[k];
  }
  const d = Float64Array.from({ length: n }, (_, i) => a[i * n + i]);
  return { d, e, reflectors: { rows: e.length, v: transposedPanel(a, n, 1), tau } };
}

/** $A \leftarrow H A H$ by $w = \tau A v - \tfrac12 \tau^2 (v^\top A v)\, v$. */
function updateRest(n: number, tau: number, v: Panel, w: Panel, a: Panel): void {
  w.data.fill(0, 0, n);
  addRows(n, n, v, a, w);
  let inner = 0;
  for (let i = 0; i < n; i++) inner += v.data[v.at + i] * w.data[i];
  const half = 0.5 * tau * tau * inner;
  for (let i = 0; i < n; i++) w.data[i] = tau * w.data[i] - half * v.data[v.at + i];
  takeTwoProducts(n, n, v, w, w, v, a);
}

/**
 * The eigenvalues of a symmetric tridiagonal matrix, in place of its diagonal and in no order, by implicit QR with Wilkinson's shift. The
 * rotations turn the rows of `q` [n, n] into eigenvectors, if it is given.
 *
 * @throws DataError when the iteration does not end.
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), algorithms 8.3.2 and 8.3.3.
 */
export function diagonalize(room: Room, where: string, d: Float64Array, e: Float64Array, q?: Float64Array): void {
  const n = d.length;
  const turns = rotations(room, n);
  let sweeps = 0;
  for (let hi = n - 1; hi > 0; ) {
    let lo = hi;
    while (lo > 0 && Math.abs(e[lo - 1]) > Math.max(2 ** -53 * (Math.abs(d[lo - 1]) + Math.abs(d[lo])), negligible)) lo--;
    if (lo === hi) {
      hi--;
      continue;
    }
    if (++sweeps > 30 * n) throw notConverged(where, sweeps);
    const half = (d[hi - 1] - d[hi]) / 2;
    const last = e[hi - 1];
    const root = Math.sqrt(half * half + last * last);
    let x = d[lo] - d[hi] + (last / (half + (half < 0 ? -root : root))) * last;
    let z = e[lo];
    for (let k = lo; k < hi; k++) {
      const r = makeRotation(turns, k, x, z);
      const c = turns.c[k];
      const s = turns.s[k];
      if (k > lo) e[k - 1] = r;
      const first = d[k];
      const beside = e[k];
      const second = d[k + 1];
      const mixed = 2 * c * s * beside;
      d[k] = c * c * first + mixed + s * s * second;
      d[k + 1] = s * s * first - mixed + c * c * second;
      e[k] = c * s * (second - first) + (c * c - s * s) * beside;
      if (k + 1 === hi) break;
      x = e[k];
      z = s * e[k + 1];
      e[k + 1] *= c;
    }
    if (q !== undefined) turn(turns, lo, hi, n, q);
  }
}
