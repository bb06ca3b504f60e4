import { matmul, mT, norm, slice, svd, wrap } from '@hml/tensor';
import { elementsOf } from '../elements.ts';
import type { CenteredSamples } from './center.ts';
import { factorize, solveFactored } from './cholesky-factor.ts';
import type { Triangle } from './triangle.ts';

/** The shortest solution of least squares, and how many columns are independent. */
export interface MinimumNorm {
  /** $W$ [k, d] */
  readonly W: Float64Array;
  /** How many columns are linearly independent, scale apart. */
  readonly rank: number;
}

/**
 * The shortest of the coefficients that minimise the squares, by singular values.
 *
 * $$ R D^{-1} = U \Sigma V^{\top}, \qquad z = \Sigma_r^{-1} U_r^{\top} y, \qquad w = D^{-1} V_r z \;\text{ if } r = d, \text{ else } M (M^{\top} M)^{-1} z, \quad M = D V_r $$
 *
 * Rank is judged with the columns at length 1 ($D$), so that it does not depend on their units. What minimises the squares is $M^{\top} w = z$, of which the
 * shortest solution lies in the space of the rows.
 *
 * Numerics: right to some rounding errors of the longest coefficient, whatever the units, and fits as well as any. Where columns depend on each other
 * so nearly that the shortest solution would spoil the fit, it is the one that is shortest in units of the columns, $D^{-1} V_r z$.
 */
export function minimumNorm({ R, right, m }: Triangle, { X, Y, n }: CenteredSamples): MinimumNorm {
  const [d, k] = [X.d, Y.d];
  const length = columnLengths(
    R,
    m,
    X.largest.map((size, j) => size * X.unit[j]),
    n,
  );
  const scaled = new Float64Array(m * d);
  for (let i = 0, p = 0; i < m; i++) for (let j = 0; j < d; j++, p++) scaled[p] = length[j] === 0 ? 0 : R[p] / length[j];
  const { u, s, vh } = svd(wrap(scaled, [m, d]));
  const values = s.toTypedArray();
  const least = Math.max(n, d) * Number.EPSILON * values[0];
  let rank = 0;
  while (rank < values.length && values[rank] > least) rank++;
  if (rank === 0) return { W: new Float64Array(k * d), rank };

  const V = elementsOf(mT(slice(vh, [0, rank]))); //               [d, r]
  const Ut = mT(slice(u, [], [0, rank])); //                       [r, m]
  const z = elementsOf(matmul(Ut, wrap(right, [m, k]))).map((value, p) => value / values[Math.floor(p / k)]);
  const w = inUnits(V, z, length, k);
  if (rank === length.reduce((count, size) => count + Number(size > 0), 0)) return { W: transposed(w, d, k), rank };

  const fitted = (of: Float64Array): Float64Array => elementsOf(matmul(wrap(R, [m, d]), wrap(of, [d, k])));
  const best = fitted(w);
  const size = (of: Float64Array): number => euclidean(of.map((value, p) => value * length[Math.floor(p / k)]));
  for (const noise of [Math.min(1e-6, (4 * least) / values[rank - 1]), 0]) {
    const M = V.map((value, p) => length[Math.floor(p / rank)] * value);
    const found = shortest(M, length, z, k, noise);
    const rounding = 2 * least * (Math.min(size(found), 1e3 * size(w)) + size(w));
    if (euclidean(difference(fitted(found), best)) <= Math.max(rounding, 1e-11 * euclidean(best)))
      return { W: transposed(found, d, k), rank };
  }
  return { W: transposed(w, d, k), rank };
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, p) => value - b[p]);
}

function euclidean(x: Float64Array): number {
  return norm(wrap(x)).item();
}

/** $D^{-1} V z$ [d, k] */
function inUnits(V: Float64Array, z: Float64Array, length: Float64Array, k: number): Float64Array {
  const d = length.length;
  const w = elementsOf(matmul(wrap(V, [d, V.length / d]), wrap(z, [V.length / d, k])));
  return w.map((value, p) => (length[Math.floor(p / k)] === 0 ? 0 : value / length[Math.floor(p / k)]));
}

/**
 * The shortest w [d, k] with $M^{\top} w = z$: $M = L U$ by elimination with the largest element as pivot, $U^{\top} t = z$, $w = L (L^{\top} L)^{-1} t$.
 *
 * Where a row of M is a combination of larger ones, elimination leaves rounding errors of it, which can be larger than rows in smaller units. Up
 * to `noise` times its length they count as 0.
 */
function shortest(M: Float64Array, length: Float64Array, z: Float64Array, k: number, noise: number): Float64Array {
  const d = length.length;
  const r = M.length / d;
  const { L, U, columns } = eliminate(M, length, noise);
  const t = new Float64Array(k * r);
  for (let o = 0; o < k; o++) {
    for (let s = 0; s < r; s++) {
      let rest = z[columns[s] * k + o];
      for (let q = 0; q < s; q++) rest -= U[q * r + columns[s]] * t[o * r + q];
      t[o * r + s] = rest / U[s * r + columns[s]];
    }
  }
  const factor = factorize(elementsOf(matmul(mT(wrap(L, [d, r])), wrap(L, [d, r]))), r);
  if (factor === undefined) return new Float64Array(d * k).fill(Number.NaN);
  const x = wrap(solveFactored(factor, t), [k, r]);
  return elementsOf(matmul(wrap(L, [d, r]), mT(x)));
}

/** The factors of M [d, r], which is overwritten: L [d, r] with elements up to 1, U [r, r], and the column of each pivot. */
function eliminate(
  M: Float64Array,
  length: Float64Array,
  noise: number,
): { readonly L: Float64Array; readonly U: Float64Array; readonly columns: Int32Array } {
  const d = length.length;
  const r = M.length / d;
  const [L, U] = [new Float64Array(d * r), new Float64Array(r * r)];
  const [rows, columns] = [Int32Array.from(length.keys()), Int32Array.from({ length: r }, (_, c) => c)];
  let [row, column, size] = [0, 0, 0]; //                            the largest element that is left, as places in rows and columns
  for (let p = 0; p < M.length; p++) if (Math.abs(M[p]) > size) [row, column, size] = [Math.floor(p / r), p % r, Math.abs(M[p])];
  for (let s = 0; s < r; s++) {
    [rows[s], rows[row]] = [rows[row], rows[s]];
    [columns[s], columns[column]] = [columns[column], columns[s]];
    const [top, first] = [rows[s] * r, columns[s]];
    U.set(M.subarray(top, top + r), s * r);
    L[top + s] = 1;
    size = -1;
    for (let i = s + 1; i < d; i++) {
      const place = rows[i] * r;
      const factor = M[place + first] / M[top + first];
      const least = noise * length[rows[i]];
      L[place + s] = factor;
      M[place + first] = 0;
      for (let c = s + 1; c < r; c++) {
        const p = place + columns[c];
        const value = M[p] - factor * M[top + columns[c]];
        const magnitude = Math.abs(value);
        M[p] = magnitude <= least ? 0 : value;
        if (magnitude > least && magnitude > size) [row, column, size] = [i, c, magnitude];
      }
    }
  }
  return { L, U, columns };
}

/** The lengths of the columns; 0 for one whose values are only rounding errors of what they were before centring. */
function columnLengths(R: Float64Array, m: number, largest: Float64Array, n: number): Float64Array {
  const d = largest.length;
  return largest.map((size, j) => {
    let squares = 0;
    for (let i = 0; i < m; i++) squares += R[i * d + j] * R[i * d + j];
    const length = Math.sqrt(squares);
    return length <= 8 * Number.EPSILON * Math.sqrt(n) * size ? 0 : length;
  });
}

function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: a.length }, (_, p) => a[(p % rows) * columns + Math.floor(p / rows)]);
}
