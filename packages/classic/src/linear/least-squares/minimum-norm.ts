import { matmul, mT, qr, slice, svd, wrap } from '@hml/tensor';
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

  const V = slice(vh, [0, rank]); //                                                   [r, d]
  const z = matmul(mT(slice(u, [], [0, rank])), wrap(right, [m, k])).toTypedArray();
  for (let p = 0; p < z.length; p++) z[p] /= values[Math.floor(p / k)];
  const w = matmul(mT(V), wrap(z, [rank, k])).toTypedArray(); //     [d, k]
  const rows = mT(V).toTypedArray(); //                              [d, r]
  for (let j = 0; j < d; j++) {
    for (let o = 0; o < k; o++) w[j * k + o] = length[j] === 0 ? 0 : w[j * k + o] / length[j];
    for (let i = 0; i < rank; i++) rows[j * rank + i] *= length[j];
  }
  if (rank === d) return { W: transposed(w, d, k), rank };
  const B = qr(wrap(rows, [d, rank])).q;
  return { W: transposed(matmul(B, matmul(mT(B), wrap(w, [d, k]))).toTypedArray(), d, k), rank };
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
