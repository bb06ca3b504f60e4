import type { Ticks } from '../../estimator/rows.ts';
import { factorize, solveFactored } from '../least-squares/cholesky-factor.ts';

/**
 * Non-negative least squares from $G = X^{\top} S X$ [d, d] and $g = X^{\top} S y$ [d], by the active set of Lawson and Hanson.
 *
 * A set of columns may be positive, all others are 0. The column that promises most joins it, the equations of the set are solved, and where
 * that makes a coefficient negative, the way there ends when the first becomes 0, which then leaves the set. The squares fall each time,
 * so no set comes twice. Columns are `unit` times those of the data, whose units decide which promises most: where many solutions are best,
 * as with fewer rows than columns, that makes it the one of scikit-learn.
 *
 * @see C. Lawson, R. Hanson, Solving Least Squares Problems (1974), chapter 23.
 */
export function* nonNegative(G: Float64Array, g: Float64Array, unit: Float64Array): Ticks<Float64Array> {
  const d = g.length;
  const w = new Float64Array(d);
  const isFree = new Uint8Array(d); //                    1 where the coefficient may be positive
  const isBarred = new Uint8Array(d); //                  1 where joining changed nothing: a rounding error promised it
  const size = Math.max(...Array.from(g, (value, j) => Math.abs(value) / (Math.sqrt(G[j * d + j]) || 1)));
  for (let round = 0; round < 10 * d; round++) {
    const j = mostPromising(G, g, unit, w, isFree, isBarred, 1e-14 * size);
    if (j < 0) break;
    isFree[j] = 1;
    for (;;) {
      const z = solveFree(G, g, isFree);
      if (z === undefined || !(z[j] > 0)) {
        isFree[j] = 0; //                                 it depends on the others
        isBarred[j] = 1;
        break;
      }
      isBarred.fill(0);
      const share = shareOfWay(w, z, isFree);
      for (let i = 0; i < d; i++) w[i] = share === 1 ? z[i] : Math.max(0, w[i] + share * (z[i] - w[i]));
      if (share === 1) break;
      for (let i = 0; i < d; i++) if (isFree[i] === 1 && !(w[i] > 1e-15 * Math.abs(z[i]))) w[i] = isFree[i] = 0;
      if (isFree[j] === 0) break;
      yield;
    }
    yield;
  }
  return w;
}

/**
 * The column at 0 along which the squares fall fastest in units of the data; −1 where they fall along none, but for rounding errors, which are
 * judged by columns of length 1.
 */
function mostPromising(
  G: Float64Array,
  g: Float64Array,
  unit: Float64Array,
  w: Float64Array,
  isFree: Uint8Array,
  isBarred: Uint8Array,
  least: number,
): number {
  const d = g.length;
  let [best, most] = [-1, 0];
  for (let j = 0; j < d; j++) {
    const length = Math.sqrt(G[j * d + j]);
    if (isFree[j] === 1 || isBarred[j] === 1 || length === 0) continue;
    let slope = g[j];
    for (let i = 0; i < d; i++) slope -= G[j * d + i] * w[i];
    if (slope / length > least && slope / unit[j] > most) [best, most] = [j, slope / unit[j]];
  }
  return best;
}

/** The solution of the equations of the free columns, 0 for the others; undefined where they depend on each other. */
function solveFree(G: Float64Array, g: Float64Array, isFree: Uint8Array): Float64Array | undefined {
  const d = g.length;
  const free = Array.from(isFree.keys()).filter((j) => isFree[j] === 1);
  const m = free.length;
  const factor = factorize(
    Float64Array.from({ length: m * m }, (_, p) => G[free[Math.floor(p / m)] * d + free[p % m]]),
    m,
  );
  if (factor === undefined || factor.leastPivot < 1e-13) return undefined;
  const solution = solveFactored(
    factor,
    Float64Array.from(free, (j) => g[j]),
  );
  const z = new Float64Array(d);
  for (let i = 0; i < m; i++) z[free[i]] = solution[i];
  return z;
}

/** How far one can go from w to z before a free coefficient becomes negative. */
function shareOfWay(w: Float64Array, z: Float64Array, isFree: Uint8Array): number {
  let share = 1;
  for (let j = 0; j < w.length; j++) if (isFree[j] === 1 && z[j] <= 0) share = Math.min(share, w[j] / (w[j] - z[j]));
  return share;
}
