import { type Balance, balance } from './balance.ts';
import { gemmUpdate, type Panel, panel, transposedPanel } from './blocked.ts';
import { type ComplexColumns, leastDivisor, schurVectors, substitute, writeColumn } from './eigenvectors.ts';
import { toHessenbergWithQ } from './hessenberg.ts';
import type { Room } from './room.ts';
import { type Eigenvalues, toSchur } from './schur.ts';

/** Eigenvalues and the columns that belong to them, in the same order and of a length near 1. */
export interface Eigenpairs {
  /** The eigenvalues. */
  readonly values: Eigenvalues;
  /** The eigenvectors. */
  readonly vectors: ComplexColumns;
}

/**
 * The eigenvalues and eigenvectors of a matrix that was brought into range and is overwritten, with $\lVert A v - \lambda v \rVert$ of the size
 * of rounding.
 *
 * They are those of the balanced matrix, turned back. Balancing keeps the digits of small eigenvalues, but its scale may also enlarge the
 * rounding in a vector. Such vectors take a step of inverse iteration with the matrix as it was; and where that is not enough, because the
 * values are not its own to rounding, all is computed from it, where nothing is enlarged.
 */
export function eigenpairs(room: Room, n: number, a: Float64Array): Eigenpairs {
  const original = a.slice();
  const balanced = balance(n, a);
  const z = toHessenbergWithQ(room, n, a);
  const values = toSchur('eig', n, a, z);
  const pairs = { values, vectors: turnedBack(n, z, schurVectors(n, a, values), balanced) };
  const inaccurate = inaccurateColumns(n, original, pairs);
  if (inaccurate.length === 0) return pairs;
  const t = original.slice();
  const q = toHessenbergWithQ(room, n, t);
  const own = toSchur('eig', n, t, q);
  for (const k of inaccurate) improve(n, t, q, pairs, k);
  if (inaccurateColumns(n, original, pairs).length === 0) return pairs;
  return { values: own, vectors: turnedBack(n, q, schurVectors(n, t, own)) };
}

/** $P^\top D Z X$: the vectors of the matrix as it was before it was balanced and reduced. */
function turnedBack(n: number, z: Float64Array, { real, imag }: ComplexColumns, balanced?: Balance): ComplexColumns {
  const back = (x: Float64Array): Float64Array => {
    const y = new Float64Array(n * n);
    gemmUpdate(n, n, n, panel(z, n), panel(x, n), panel(y, n));
    const result = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const row = balanced === undefined ? i : balanced.order[i];
      const scale = balanced === undefined ? 1 : balanced.scale[i];
      for (let j = 0; j < n; j++) result[row * n + j] = -scale * y[i * n + j];
    }
    return result;
  };
  const vectors = { real: back(real), imag: back(imag) };
  for (let k = 0; k < n; k++) shorten(n, k, vectors);
  return vectors;
}

/** Divides column k by its largest part. */
function shorten(n: number, k: number, { real, imag }: ComplexColumns): void {
  let largest = 0;
  for (let at = k; at < n * n; at += n) largest = Math.max(largest, Math.abs(real[at]), Math.abs(imag[at]));
  for (let at = k; at < n * n; at += n) {
    real[at] /= largest;
    imag[at] /= largest;
  }
}

/** Which columns leave more of $A v - \lambda v$ than rounding explains; of a pair the first. */
function inaccurateColumns(n: number, a: Float64Array, { values, vectors }: Eigenpairs): number[] {
  const [p, q] = [vectors.real, vectors.imag].map((data) => {
    const y = new Float64Array(n * n); // −A V
    gemmUpdate(n, n, n, panel(a, n), panel(data, n), panel(y, n));
    return y;
  });
  const lengths = new Float64Array(n);
  const sizes = new Float64Array(n);
  const rests = new Float64Array(n);
  for (let at = 0; at < n * n; at++) {
    const k = at % n;
    const [x, y, real, imag] = [vectors.real[at], vectors.imag[at], values.real[k], values.imag[k]];
    lengths[k] += a[at] * a[at];
    sizes[k] += x * x + y * y;
    rests[k] += (p[at] + real * x - imag * y) ** 2 + (q[at] + real * y + imag * x) ** 2;
  }
  const bound = n * (20 * 2 ** -52) ** 2 * lengths.reduce((largest, length) => Math.max(largest, length), 0);
  return [...rests.keys()].filter((k) => values.imag[k] >= 0 && !(rests[k] <= bound * sizes[k]));
}

/** $v \leftarrow (A - \lambda I)^{-1} v$ for column k, by the Schur form $T = Q^\top A Q$. */
function improve(n: number, t: Float64Array, q: Float64Array, { values, vectors }: Eigenpairs, k: number): void {
  const times = (left: Panel, data: Float64Array, at: number, row: number): Float64Array => {
    const y = new Float64Array(n); // the sign does not matter
    gemmUpdate(n, 1, n, left, panel(data, row, at), panel(y, 1));
    return y;
  };
  const [x, y] = [vectors.real, vectors.imag].map((data) => times(transposedPanel(q, n), data, k, n));
  substitute(n, t, n - 1, n - 1, values.real[k], values.imag[k], x, y, leastDivisor(t));
  const [real, imag] = [x, y].map((data) => times(panel(q, n), data, 0, 1));
  const pair = values.imag[k] > 0;
  writeColumn(n, k, pair, real, imag, vectors);
  shorten(n, k, vectors);
  if (pair) shorten(n, k + 1, vectors);
}
