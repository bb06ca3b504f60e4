import { matmul, mT, norm, qr, slice, svd, wrap } from '@hml/tensor';
import type { CenteredSamples } from './center.ts';
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
 * $$ R D^{-1} = U \Sigma V^{\top}, \qquad w = D^{-1} V_r \Sigma_r^{-1} U_r^{\top} y, \qquad w \leftarrow B B^{\top} w, \quad B = \operatorname{orth}(D V_r) $$
 *
 * Rank is judged with the columns at length 1 ($D$), so that it does not depend on their units; the projection on the space of the rows then gives
 * the shortest solution in the units of the data.
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

  const V = slice(vh, [0, rank]); //                              [r, d]
  const Ut = mT(slice(u, [], [0, rank])); //                      [r, m]
  const inUnits = (x: Float64Array): Float64Array =>
    x.map((value, p) => (length[Math.floor(p / k)] === 0 ? 0 : value / length[Math.floor(p / k)]));
  /** $D^{-1} V_r \Sigma_r^{-1} U_r^{\top} b$ [d, k] */
  const pseudoInverse = (b: Float64Array): Float64Array => {
    const z = matmul(Ut, wrap(b, [m, k])).toTypedArray();
    for (let p = 0; p < z.length; p++) z[p] /= values[Math.floor(p / k)];
    return inUnits(matmul(mT(V), wrap(z, [rank, k])).toTypedArray());
  };
  const w = pseudoInverse(right);
  if (rank === length.reduce((count, size) => count + Number(size > 0), 0)) return { W: transposed(w, d, k), rank };

  const rows = mT(V).toTypedArray(); //                           [d, r]
  for (let j = 0; j < d; j++) for (let i = 0; i < rank; i++) rows[j * rank + i] *= length[j];
  const B = qr(wrap(rows, [d, rank])).q;
  const shortest = matmul(B, matmul(mT(B), wrap(w, [d, k]))).toTypedArray();
  const fitted = (of: Float64Array): Float64Array => matmul(wrap(R, [m, d]), wrap(of, [d, k])).toTypedArray();
  const size = (of: Float64Array): number => euclidean(of.map((value, p) => value * length[Math.floor(p / k)]));
  // Both fit alike but for the directions that count as none. More than that is rounding: columns of very different units, where the projection
  // leaves errors of the large coefficients in the small ones.
  if (euclidean(difference(fitted(shortest), fitted(w))) <= 2 * least * (Math.min(size(shortest), 1e3 * size(w)) + size(w)))
    return { W: transposed(shortest, d, k), rank };
  let mended = shortest;
  for (let round = 0; round < 2; round++) {
    const correction = pseudoInverse(difference(right, fitted(mended)));
    mended = mended.map((value, p) => value + correction[p]);
  }
  const enough = euclidean(difference(right, fitted(w))) + 1e-13 * euclidean(right);
  return { W: transposed(euclidean(difference(right, fitted(mended))) <= enough ? mended : w, d, k), rank };
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, p) => value - b[p]);
}

function euclidean(x: Float64Array): number {
  return norm(wrap(x)).item();
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
