import type { Matrix, Tensor } from '@hml/tensor';
import { cholesky, DataError, reshape, slice, solveTriangular, wrap } from '@hml/tensor';
import { columnText } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import type { Samples } from '../../estimator/targets.ts';
import type { Standardized } from './standardize.ts';
import { standardize } from './standardize.ts';

/** A least-squares problem as it passed the border. */
export interface LeastSquares extends Samples {
  /** The name for errors. */
  readonly where: string;
  readonly fitIntercept: boolean;
}

/** Coefficients in the units of the data. */
export interface Coefficients {
  /** $W$ [nOutputs, nFeatures], row-major. */
  readonly coef: Float64Array;
  /** $b$ [nOutputs]. */
  readonly intercept: Float64Array;
}

/** What `steps` shows: the solution of the normal equation, then each refinement of it. */
export interface LinearRegressionState {
  /** 1 for the first solution. */
  readonly nIter: number;
  /** [nOutputs, nFeatures] */
  readonly coef: Matrix;
  /** [nOutputs] */
  readonly intercept: Float64Array;
  /** The largest change of a coefficient in this step, columns and target being scaled to length 1. */
  readonly correction: number;
}

type Float64Matrix = Tensor<readonly [number, number], 'float64'>;

/** The first solution and two refinements: each gains the digits that the Gram matrix, which squares the condition number, has lost. */
const maxIter = 3;

/**
 * Least squares by the normal equation.
 *
 * $$ Z^{\top} Z\, c = Z^{\top} y, \qquad w_j = c_j \frac{s_y}{s_j}, \qquad b = \bar{y} - \mu^{\top} w $$
 *
 * with $Z$ the centred columns of length 1, solved by Cholesky's factor $Z^{\top} Z = L L^{\top}$ and refined with the residuals of the data:
 * $c \leftarrow c + (L L^{\top})^{-1} Z^{\top} (y - Z c)$. Cost: $O(n d^2 + d^3)$. Yields each solution, ticks in between; overwrites `X` and `y`.
 *
 * @throws DataError if a column is constant beside an intercept, or (nearly) a linear combination of those before it.
 */
export function* solveNormalEquation({ where, X, y, weights, fitIntercept }: LeastSquares): Run<LinearRegressionState, Coefficients> {
  const { nSamples: n, nFeatures: d, names } = X;
  const k = y.nOutputs;
  const left = yield* standardize(X.data, n, d, weights, fitIntercept);
  const right = yield* standardize(y.data, n, k, weights, fitIntercept);
  checkColumns(where, left, fitIntercept, names);

  const L = factor(where, yield* gramMatrix(left.Z, n, d), n, d, names); //          Zᵀ Z = L Lᵀ
  const c = new Float64Array(d * k); //                                            0, so the first "refinement" is the solution
  for (let nIter = 1; ; nIter++) {
    const g = yield* gradient(left.Z, right.Z, c, n, d, k); //                       Zᵀ (y − Z c)
    const half = solveTriangular(L, wrap(g, [d, k]), { lower: true }); //            L h = g
    const change = solveTriangular(L, half, { lower: true, transposed: true }); //   Lᵀ δ = h
    const delta = Float64Array.from(change.toTypedArray());
    for (let p = 0; p < c.length; p++) c[p] += delta[p];
    const { coef, intercept } = inUnitsOfData(where, c, left, right, d, k);
    const snapshot = (): LinearRegressionState => {
      const correction = delta.reduce((worst, value) => Math.max(worst, Math.abs(value)), 0);
      return Object.freeze({ nIter, coef: wrap(coef.slice(), [k, d]), intercept: intercept.slice(), correction });
    };
    yield { nIter, maxIter, snapshot };
    if (nIter === maxIter) return { coef, intercept };
  }
}

/** Columns without variation cannot be told from the intercept (or, without one, from nothing). */
function checkColumns(where: string, { mean, scale }: Standardized, fitIntercept: boolean, names: readonly string[] | undefined): void {
  const j = scale.findIndex((s, column) => !(s > 0 && s < Infinity && Number.isFinite(mean[column])));
  if (j < 0) return;
  const column = columnText(j, names);
  if (scale[j] !== 0) {
    throw new DataError({
      where,
      what: `the values of ${column} overflow`,
      expected: 'values below 1e300',
      got: `mean ${mean[j]}`,
      fix: `rescale ${column}`,
    });
  }
  const what = fitIntercept ? `${column} of X is constant: it cannot be told from the intercept` : `${column} of X is zero throughout`;
  throw new DataError({
    where,
    what,
    expected: 'columns that vary',
    got: `${mean[j]} in every row that has weight`,
    fix: `leave out ${column}`,
  });
}

/** $Z^{\top} Z$ [d, d]: the upper triangle row by row of the data, then mirrored. */
function* gramMatrix(Z: Float64Array, n: number, d: number): Ticks<Float64Matrix> {
  const G = new Float64Array(d * d);
  yield* byRows(n, (d * d) / 2, (from, to) => addProducts(Z, d, from, to, G));
  for (let a = 0; a < d; a++) for (let b = 0; b < a; b++) G[a * d + b] = G[b * d + a];
  return wrap(G, [d, d]);
}

function addProducts(Z: Float64Array, d: number, from: number, to: number, G: Float64Array): void {
  for (let row = from * d; row < to * d; row += d) {
    for (let a = 0; a < d; a++) {
      const z = Z[row + a];
      for (let b = a; b < d; b++) G[a * d + b] += z * Z[row + b];
    }
  }
}

/** $Z^{\top} (Y - Z C)$ [d, k], row by row of the data. */
function* gradient(Z: Float64Array, Y: Float64Array, C: Float64Array, n: number, d: number, k: number): Ticks<Float64Array> {
  const g = new Float64Array(d * k);
  yield* byRows(n, 2 * d * k, (from, to) => {
    for (let i = from; i < to; i++) {
      for (let o = 0; o < k; o++) {
        let r = Y[i * k + o];
        for (let j = 0; j < d; j++) r -= Z[i * d + j] * C[j * k + o];
        for (let j = 0; j < d; j++) g[j * k + o] += Z[i * d + j] * r;
      }
    }
  });
  return g;
}

/** Cholesky's factor, or an error that names the first column that the ones before it determine. */
function factor(where: string, G: Float64Matrix, n: number, d: number, names: readonly string[] | undefined): Float64Matrix {
  // A pivot is 1 − R² of its column on the ones before it. Below some rounding errors of the Gram matrix it says nothing any more.
  const least = 64 * Number.EPSILON * (d + Math.sqrt(n));
  const L = tryCholesky(G, d);
  const diagonal = L?.toTypedArray();
  const j =
    diagonal === undefined
      ? firstDependentColumn(G, d)
      : Array.from({ length: d }, (_, a) => diagonal[a * d + a] ** 2).findIndex((pivot) => !(pivot > least));
  if (L !== undefined && j < 0) return L;
  const column = columnText(j, names);
  throw new DataError({
    where,
    what: `${column} of X is too nearly a linear combination of the columns before it for the normal equation`,
    expected: 'linearly independent columns',
    got: `less than ${least.toExponential(1)} of its variance is its own`,
    fix: `leave out ${column}`,
  });
}

/** The factor of the leading `m` rows and columns, or undefined if they are not positive definite. */
function tryCholesky(G: Float64Matrix, m: number): Float64Matrix | undefined {
  try {
    return cholesky(reshape(slice(G, [0, m], [0, m]), [m, m]));
  } catch (error) {
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

/** By bisection: if the leading `m` columns are dependent, so are all larger sets. */
function firstDependentColumn(G: Float64Matrix, d: number): number {
  let [independent, dependent] = [0, d];
  while (dependent - independent > 1) {
    const m = (independent + dependent) >> 1;
    if (tryCholesky(G, m) === undefined) dependent = m;
    else independent = m;
  }
  return dependent - 1;
}

/** Undoes {@link standardize} for the coefficients. */
function inUnitsOfData(where: string, C: Float64Array, x: Standardized, y: Standardized, d: number, k: number): Coefficients {
  const coef = new Float64Array(k * d);
  const intercept = new Float64Array(k);
  for (let o = 0; o < k; o++) {
    let b = y.mean[o];
    for (let j = 0; j < d; j++) {
      coef[o * d + j] = (C[j * k + o] / x.scale[j]) * y.scale[o];
      b -= coef[o * d + j] * x.mean[j];
    }
    intercept[o] = b;
  }
  if (coef.every(Number.isFinite) && intercept.every(Number.isFinite)) return { coef, intercept };
  throw new DataError({
    where,
    what: 'the coefficients overflow',
    expected: 'finite coefficients',
    got: 'infinite ones',
    fix: 'rescale X and y',
  });
}
