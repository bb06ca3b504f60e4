import { makeReflector } from './householder.ts';
import { negligible, notConverged } from './matrices.ts';

/** Eigenvalues in the order of a matrix's diagonal; conjugate pairs are neighbours, the one with the positive imaginary part first. */
export interface Eigenvalues {
  /** The real parts. */
  readonly real: Float64Array;
  /** The imaginary parts. */
  readonly imag: Float64Array;
}

/** The places of eigenvalues in ascending order. */
export function ascending({ real, imag }: Eigenvalues): number[] {
  return [...real.keys()].sort((i, j) => real[i] - real[j] || imag[i] - imag[j]);
}

/**
 * The real Schur form of a Hessenberg matrix, in place: upper triangular but for 2 × 2 blocks of conjugate pairs, by Francis's QR with two
 * shifts at a time. The columns of `z`, if given, turn along; without them only the eigenvalues are right in the end.
 *
 * @throws DataError when the iteration does not end.
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. (2013), algorithms 7.5.1 and 7.5.2.
 */
export function toSchur(where: string, n: number, h: Float64Array, z?: Float64Array): Eigenvalues {
  const values = { real: new Float64Array(n), imag: new Float64Array(n) };
  let steps = 0;
  let stepsHere = 0;
  for (let hi = n - 1; hi >= 0; ) {
    const lo = startOfBlock(n, h, hi);
    if (lo < hi - 1) {
      if (++steps > 30 * n) throw notConverged(where, steps);
      francisStep(n, h, lo, hi, ++stepsHere % 10 === 0, z);
      continue;
    }
    if (lo === hi) values.real[hi] = h[hi * n + hi];
    else splitPair(n, h, lo, values, z);
    hi = lo - 1;
    stepsHere = 0;
  }
  return values;
}

/** The first row of the block that ends in row `hi`; the element that separates it from the one before is set to 0. */
function startOfBlock(n: number, h: Float64Array, hi: number): number {
  let lo = hi;
  while (lo > 0) {
    const size = Math.abs(h[(lo - 1) * n + lo - 1]) + Math.abs(h[lo * n + lo]);
    if (Math.abs(h[lo * n + lo - 1]) <= Math.max(2 ** -53 * size, negligible)) break;
    lo--;
  }
  if (lo > 0) h[lo * n + lo - 1] = 0;
  return lo;
}

/** One step with the eigenvalues of the last 2 × 2 block as shifts, or with other ones when those have led nowhere for a while. */
function francisStep(n: number, h: Float64Array, lo: number, hi: number, exceptional: boolean, z: Float64Array | undefined): void {
  let x = h[hi * n + hi];
  let y = h[(hi - 1) * n + hi - 1];
  let w = h[hi * n + hi - 1] * h[(hi - 1) * n + hi];
  if (exceptional) {
    const s = Math.abs(h[hi * n + hi - 1]) + Math.abs(h[(hi - 1) * n + hi - 2]);
    x += 0.75 * s;
    y = x;
    w = -0.4375 * s * s;
  }
  const first = h[lo * n + lo];
  const v = new Float64Array(3);
  v[0] = ((x - first) * (y - first) - w) / h[(lo + 1) * n + lo] + h[lo * n + lo + 1];
  v[1] = h[(lo + 1) * n + lo + 1] - first - (x - first) - (y - first);
  v[2] = h[(lo + 2) * n + lo + 1];
  for (let k = lo; k < hi; k++) {
    const count = Math.min(3, hi - k + 1);
    if (k > lo) for (let i = 0; i < count; i++) v[i] = h[(k + i) * n + k - 1];
    const tau = makeReflector(count, v, 0, 1);
    if (k > lo) {
      h[k * n + k - 1] = v[0];
      for (let i = 1; i < count; i++) h[(k + i) * n + k - 1] = 0;
    }
    if (count === 2) v[2] = 0;
    // Without the vectors, the parts of the matrix outside the block are not needed any more.
    turnRows(n, h, k, count, k, z === undefined ? hi + 1 : n, v, tau);
    turnColumns(n, h, k, count, z === undefined ? lo : 0, Math.min(k + 3, hi) + 1, v, tau);
    if (z !== undefined) turnColumns(n, z, k, count, 0, n, v, tau);
  }
}

/** Applies a reflector of `count` elements, its first being 1, to the rows from k on, in some columns. */
function turnRows(n: number, h: Float64Array, k: number, count: number, from: number, end: number, v: Float64Array, tau: number): void {
  const [v1, v2] = [v[1], v[2]];
  const [r0, r1] = [k * n, (k + 1) * n];
  const r2 = count === 3 ? r1 + n : r1;
  for (let j = from; j < end; j++) {
    const total = tau * (h[r0 + j] + v1 * h[r1 + j] + v2 * h[r2 + j]);
    h[r0 + j] -= total;
    h[r1 + j] -= total * v1;
    h[r2 + j] -= total * v2;
  }
}

/** The same for the columns from k on, in some rows. */
function turnColumns(n: number, h: Float64Array, k: number, count: number, from: number, end: number, v: Float64Array, tau: number): void {
  const [v1, v2] = [v[1], v[2]];
  const last = count === 3 ? 2 : 1;
  for (let at = from * n + k; at < end * n; at += n) {
    const total = tau * (h[at] + v1 * h[at + 1] + v2 * h[at + last]);
    h[at] -= total;
    h[at + 1] -= total * v1;
    h[at + last] -= total * v2;
  }
}

/** The eigenvalues of the 2 × 2 block from row k on; where they are real, a rotation makes it triangular. */
function splitPair(n: number, h: Float64Array, k: number, { real, imag }: Eigenvalues, z: Float64Array | undefined): void {
  const at = k * n + k;
  const [a, b, c, d] = [h[at], h[at + 1], h[at + n], h[at + n + 1]];
  const p = (a - d) / 2;
  const discriminant = p * p + b * c;
  if (discriminant < 0) {
    real.fill(d + p, k, k + 2);
    imag[k] = Math.sqrt(-discriminant);
    imag[k + 1] = -imag[k];
    return;
  }
  const root = Math.sqrt(discriminant);
  const larger = p < 0 ? p - root : p + root;
  real[k] = d + larger;
  real[k + 1] = larger === 0 ? d : d - (b * c) / larger;
  const v = Float64Array.of(larger, c, 0); // an eigenvector of the block
  const tau = makeReflector(2, v, 0, 1);
  turnRows(n, h, k, 2, k, n, v, tau);
  turnColumns(n, h, k, 2, 0, k + 2, v, tau);
  if (z !== undefined) turnColumns(n, z, k, 2, 0, n, v, tau);
  h[at] = real[k];
  h[at + n] = 0;
  h[at + n + 1] = real[k + 1];
}
