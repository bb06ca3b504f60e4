import { makeReflector, type Reflectors } from './householder.ts';
import { notConverged } from './matrices.ts';
import { makeRotation, rotateColumns, rotations } from './rotations.ts';

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
 * Reduces a symmetric matrix to tridiagonal form; only its lower triangle is read, and overwritten. Each step maps a column onto
 * two elements and updates the rest by $A \leftarrow A - v w^\top - w v^\top$.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), algorithm 8.3.1.
 */
export function tridiagonalize(n: number, a: Float64Array): Tridiagonal {
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(n - 1, 0));
  const tau = new Float64Array(e.length);
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k + 1 < n; k++) {
    tau[k] = makeReflector(n - k - 1, a, (k + 1) * n + k, n);
    e[k] = a[(k + 1) * n + k];
    if (tau[k] === 0) continue;
    for (let i = k + 1; i < n; i++) v[i] = i === k + 1 ? 1 : a[i * n + k];
    multiplyLower(k + 1, n, a, v, w);
    let inner = 0;
    for (let i = k + 1; i < n; i++) inner += v[i] * w[i];
    const half = 0.5 * tau[k] * tau[k] * inner;
    for (let i = k + 1; i < n; i++) w[i] = tau[k] * w[i] - half * v[i];
    for (let i = k + 1; i < n; i++) {
      for (let j = k + 1; j <= i; j++) a[i * n + j] -= v[i] * w[j] + w[i] * v[j];
    }
  }
  for (let i = 0; i < n; i++) d[i] = a[i * n + i];
  return { d, e, reflectors: { rows: Math.max(n - 1, 0), v: { data: a, at: n, row: n }, tau } };
}

/** $w = A v$ for the rows and columns from `from` on, each element of the lower triangle read once for both its places. */
function multiplyLower(from: number, n: number, a: Float64Array, v: Float64Array, w: Float64Array): void {
  w.fill(0, from);
  for (let i = from; i < n; i++) {
    const vi = v[i];
    let total = a[i * n + i] * vi;
    for (let j = from; j < i; j++) {
      const x = a[i * n + j];
      total += x * v[j];
      w[j] += x * vi;
    }
    w[i] += total;
  }
}

/**
 * The eigenvalues of a symmetric tridiagonal matrix, in place of its diagonal and in no order, by implicit QR with Wilkinson's shift. The
 * rotations turn the columns of `q` (row-major, n columns) into eigenvectors, if it is given.
 *
 * @throws DataError when the iteration does not end.
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), algorithms 8.3.2 and 8.3.3.
 */
export function diagonalize(where: string, d: Float64Array, e: Float64Array, q?: Float64Array): void {
  const n = d.length;
  const turns = rotations(n);
  let sweeps = 0;
  for (let hi = n - 1; hi > 0; ) {
    let lo = hi;
    while (lo > 0 && Math.abs(e[lo - 1]) > 2 ** -53 * (Math.abs(d[lo - 1]) + Math.abs(d[lo]))) lo--;
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
    if (q !== undefined) rotateColumns(n, q, turns, lo, hi);
  }
}
