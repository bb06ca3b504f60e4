import { matmul, mT, svd, wrap } from '@hml/tensor';
import type { Run } from '../../estimator/fit.ts';
import type { Ticks } from '../../estimator/rows.ts';
import type { CenteredSamples } from '../least-squares/center.ts';
import { CenteredRows } from '../least-squares/center.ts';
import { asNormalMatrix, factorize, leastEigenvalue, solveFactored } from '../least-squares/cholesky-factor.ts';
import type { Coefficients } from '../least-squares/coefficients.ts';
import { inUnitsOfData } from '../least-squares/coefficients.ts';
import { conjugateLeastSquares, mostColumns, stepsPerTarget } from '../least-squares/conjugate-gradients.ts';
import type { Correlations } from '../least-squares/correlations.ts';
import type { LinearRegressionState, NormalMatrix } from '../least-squares/normal-equation.ts';
import { mostSolutions, solveNormalEquation } from '../least-squares/normal-equation.ts';
import { correlations, normalEquation } from '../least-squares/products.ts';
import { CenteredEntries } from '../least-squares/sparse-columns.ts';
import { triangleOf } from '../least-squares/triangle.ts';
import { leastSquares, oneStep } from '../linear-regression/linear-regression.ts';
import { scaledRows } from './scaled-rows.ts';

/** How ridge regression may be solved. */
export type RidgeSolver = 'auto' | 'cholesky' | 'svd';

/** Of so many sparse rows the n × n matrix is cheap. */
const mostRows = 1000;

/** Products of numbers, times some tens, that the singular values of sparse rows may cost. */
const mostWork = 2 ** 30;

/**
 * $\min_w \lVert \sqrt{S}(y - X w) \rVert^2 + \alpha \lVert w \rVert^2$ on centred data: without a penalty the shortest solution of least squares,
 * else by the normal equation, and by singular values where that cannot tell the columns apart or where told.
 */
export function* solveRidge(
  where: string,
  samples: CenteredSamples,
  alpha: number,
  solver: RidgeSolver,
  fitIntercept: boolean,
): Run<LinearRegressionState, Coefficients> {
  if (alpha === 0 && solver !== 'svd') return yield* leastSquares(where, samples, { fitIntercept, positive: false });
  const { n, X } = samples;
  const manyEntries = solver === 'auto' && X instanceof CenteredEntries && X.d > mostColumns ? X : undefined;
  if (manyEntries !== undefined && n > mostRows) return yield* conjugateLeastSquares(where, samples, manyEntries, alpha);
  if (solver !== 'svd') {
    const isWide = manyEntries !== undefined || (X instanceof CenteredRows && n < X.d);
    const equation = yield* isWide ? wideEquation(samples, alpha) : tallEquation(samples, alpha);
    if (equation !== undefined) return yield* solveNormalEquation(where, samples, equation.matrix, equation.targets, fitIntercept);
    if (manyEntries !== undefined && n * n * X.d > mostWork) return yield* conjugateLeastSquares(where, samples, manyEntries, alpha);
  }
  return yield* oneStep(inUnitsOfData(where, samples, yield* bySingularValues(samples, alpha)));
}

/** Iterations of {@link solveRidge} at most, whatever the penalty and whichever way it goes. */
export function mostIterations(samples: CenteredSamples): number {
  return samples.X instanceof CenteredEntries && samples.X.d > mostColumns ? stepsPerTarget(samples) : mostSolutions;
}

/** $\alpha$ in the units of the centred columns. */
function penaltyOf({ X }: CenteredSamples, alpha: number): Float64Array {
  return X.unit.map((u) => alpha * u * u);
}

/** The matrix of a normal equation, and its right side. */
interface Equation {
  readonly matrix: NormalMatrix;
  readonly targets: Correlations;
}

/** $X^{\top} S X + \alpha I$, factored. */
function* tallEquation(samples: CenteredSamples, alpha: number): Ticks<Equation | undefined> {
  const { n, X } = samples;
  const { G, targets } = yield* normalEquation(samples);
  const penalty = penaltyOf(samples, alpha);
  for (let j = 0; j < X.d; j++) G[j * X.d + j] += penalty[j];
  const factor = factorize(G, X.d);
  const least = 64 * Number.EPSILON * (X.d + Math.sqrt(n));
  return factor !== undefined && leastEigenvalue(factor) > least ? { matrix: asNormalMatrix(factor, penalty), targets } : undefined;
}

/**
 * The same matrix of more columns than rows, by the smaller one of rows, $K = X P^{-1} X^{\top} + S^{-1}$ with the penalty $P$:
 *
 * $$ (X^{\top} S X + P)^{-1} g = P^{-1} (g - X^{\top} K^{-1} X P^{-1} g) $$
 */
function* wideEquation(samples: CenteredSamples, alpha: number): Ticks<Equation | undefined> {
  const { n, X } = samples;
  const d = X.d;
  const penalty = penaltyOf(samples, alpha);
  const root = penalty.map(Math.sqrt);
  // Rows times √s and columns divided by √P: the matrix of rows is then A Aᵀ + I.
  const { products: K, times, timesTransposed } = yield* scaledRows(samples, root);
  for (let i = 0; i < n; i++) K[i * n + i] += 1;
  yield;
  const factor = factorize(K, n);
  if (factor === undefined || leastEigenvalue(factor) <= 64 * Number.EPSILON * (n + Math.sqrt(d))) return undefined;
  const solve = (B: Float64Array): Float64Array => {
    const g = B.map((value, p) => value / root[p % d]);
    const back = timesTransposed(solveFactored(factor, times(g)));
    return g.map((value, p) => (value - back[p]) / root[p % d]);
  };
  return { matrix: { solve, scale: root, penalty }, targets: yield* correlations(samples) };
}

/** $w = V\,\operatorname{diag}\frac{\sigma}{\sigma^2 + \alpha}\,U^{\top} y$ from the singular values of the columns; those that are rounding errors count as 0. */
function* bySingularValues(samples: CenteredSamples, alpha: number): Ticks<Float64Array> {
  const { n, X, Y } = samples;
  const { R, right, m } = yield* triangleOf(samples);
  const root = X.unit; // columns in the units of the data, where the penalty is the same for all
  const { u, s, vh } = svd(
    wrap(
      R.map((value, p) => value / root[p % X.d]),
      [m, X.d],
    ),
  );
  const sigma = s.toTypedArray();
  const least = Math.max(n, X.d) * Number.EPSILON * sigma[0];
  const z = matmul(mT(u), wrap(right, [m, Y.d])).toTypedArray();
  for (let p = 0; p < z.length; p++) {
    const value = sigma[Math.floor(p / Y.d)];
    z[p] *= value > least ? value / (value * value + alpha) : 0;
  }
  const W = matmul(mT(wrap(z, [sigma.length, Y.d])), vh).toTypedArray();
  return Float64Array.from(W, (value, p) => value / root[p % X.d]);
}
