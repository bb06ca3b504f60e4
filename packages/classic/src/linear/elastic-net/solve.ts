import type { Run, Workspace } from '../../estimator/fit.ts';
import { shownAs } from '../../estimator/fit.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import { coordinateDescentRun } from '../../optimize/coordinate-descent.ts';
import type { CoordinateDescentSweep } from '../../optimize/descent.ts';
import type { QuadraticForm } from '../../optimize/quadratic-form.ts';
import { asQuadraticForm, residualOf } from '../../optimize/quadratic-form.ts';
import type { CenteredRows, CenteredSamples } from '../least-squares/center.ts';
import { inUnitsOfData } from '../least-squares/coefficients.ts';
import { mostColumns } from '../least-squares/conjugate-gradients.ts';
import { correlations, normalEquation } from '../least-squares/products.ts';
import { CenteredEntries } from '../least-squares/sparse-columns.ts';
import { sparseColumnsOnDemand } from './sparse-form.ts';

/** A problem of least squares as the parabola that coordinate descent works on, in units of which the squares are ordinary numbers. */
export interface ElasticNetProblem {
  readonly samples: CenteredSamples;
  /** $Q = \tfrac1n X^{\top} S X$, with weights that add up to n. */
  readonly Q: QuadraticForm;
  /** $q = \tfrac1n X^{\top} S y$ [d]. */
  readonly q: Float64Array;
  /** $\tfrac1n y^{\top} S y$ */
  readonly squares: number;
}

/** The options that a fit of the elastic net goes by. */
export interface ElasticNetSettings {
  readonly alpha: number;
  readonly l1Ratio: number;
  readonly maxIter: number;
  readonly tol: number;
  readonly positive: boolean;
  readonly selection: 'cyclic' | 'random';
  readonly randomState: number;
}

/** What `steps` shows after each sweep over the coefficients, and once before the first. */
export interface ElasticNetState {
  /** Sweeps done so far. */
  readonly nIter: number;
  /** $w$ [nFeatures], in units of the data. */
  readonly coef: Float64Array;
  /** The intercept $b$ that goes with it. */
  readonly intercept: number;
  /** The objective: half the mean of the squares, and the penalty. */
  readonly objective: number;
}

/** What coordinate descent comes to for an elastic net. */
export interface ElasticNetSolution {
  readonly coef: Float64Array;
  readonly intercept: number;
  readonly nIter: number;
  readonly converged: boolean;
  /** The objective: half the mean of the squares, and the penalty. */
  readonly objective: number;
  /** By how much the objective is above its minimum at most. */
  readonly dualGap: number;
  /** The coefficients as the parabola knows them, to go on from. */
  readonly w: Float64Array;
}

/**
 * The parabola of a problem. The matrix of columns is computed whole where there are at least as many rows (of sparse ones, up to 2000 columns), else
 * column by column as they are asked for.
 */
export function* elasticNetProblem(samples: CenteredSamples): Ticks<ElasticNetProblem> {
  const { n, X, total } = samples;
  const mean = (sums: Float64Array): Float64Array => sums.map((value) => value / total);
  if (n < X.d || (X instanceof CenteredEntries && X.d > mostColumns)) {
    const { g, squares } = yield* correlations(samples);
    const Q = X instanceof CenteredEntries ? sparseColumnsOnDemand(X, samples) : yield* columnsOnDemand({ ...samples, X });
    return { samples, Q, q: mean(g), squares: squares[0] / total };
  }
  const { G, targets } = yield* normalEquation(samples);
  return { samples, Q: asQuadraticForm('ElasticNet', mean(G), X.d), q: mean(targets.g), squares: targets.squares[0] / total };
}

/** Columns of $\tfrac1n X^{\top} S X$, each computed when it is first asked for. */
function* columnsOnDemand({ n, X, weights, total }: CenteredSamples<CenteredRows>): Ticks<QuadraticForm> {
  const d = X.d;
  const byColumn = new Float64Array(d * n);
  yield* byRows(n, 2 * d, (from, to) => {
    const rows = X.rows(from, to);
    for (let i = from, p = 0; i < to; i++) {
      const root = Math.sqrt((weights === undefined ? 1 : weights[i]) / total);
      for (let j = 0; j < d; j++, p++) byColumn[j * n + i] = root * rows[p];
    }
  });
  const product = (a: number, b: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += byColumn[a * n + i] * byColumn[b * n + i];
    return sum;
  };
  const known = new Map<number, Float64Array>();
  const column = (j: number): Float64Array => {
    const values = known.get(j) ?? Float64Array.from({ length: d }, (_, a) => product(a, j));
    known.set(j, values);
    return values;
  };
  return { diagonal: Float64Array.from({ length: d }, (_, j) => product(j, j)), column };
}

/** The elastic net by coordinate descent, until the objective is provably within `tol` of its minimum, relative to the variance of the target. */
export function* solveElasticNet(
  where: string,
  { samples, Q, q, squares }: ElasticNetProblem,
  { alpha, l1Ratio, maxIter, tol, positive, selection, randomState }: ElasticNetSettings,
  start?: Float64Array,
): Run<ElasticNetState, ElasticNetSolution> {
  const { unit } = samples.X;
  const yUnit = samples.Y.unit[0];
  // In the units of the parabola, w' = w · uy / ux: the penalties on w become those on w'.
  const l1 = unit.map((u) => alpha * l1Ratio * u * yUnit);
  const l2 = unit.map((u) => Math.min(alpha * (1 - l1Ratio) * u * u, 1e300)); // of columns so small that nothing but 0 is left of them
  const gapAt = (at: CoordinateDescentSweep): number => dualGap(at, q, squares, l1, l2, positive);
  const stop = (at: CoordinateDescentSweep): boolean => {
    let largest = 0;
    for (let j = 0; j < at.w.length; j++) largest = Math.max(largest, Math.abs(at.w[j]));
    return at.largestChange <= tol * largest && gapAt(at) <= tol * squares;
  };
  const descent = coordinateDescentRun(Q, q, { l1, l2, positive, selection, randomState, maxIter, stop, start });
  const { x: w, value, nIter, converged } = yield* shownAs(descent, (sweep) => inUnits(where, sweep, samples, 0.5 * squares));
  const { coef, intercept } = inUnitsOfData(where, samples, w);
  const objective = (0.5 * squares + value) / yUnit / yUnit;
  const gap = gapAt({ w, residual: yield* residualOf(Q, q, w), largestChange: 0, violation: 0 }) / yUnit / yUnit;
  return { coef, intercept: intercept[0], nIter, converged, objective, dualGap: Math.max(0, gap), w };
}

/** A sweep in the units of the data. */
function inUnits(
  where: string,
  sweep: Workspace<{ readonly nIter: number; readonly x: Float64Array; readonly value: number }>,
  samples: CenteredSamples,
  constant: number,
): ElasticNetState {
  const { nIter, x, value } = sweep.snapshot();
  const { coef, intercept } = inUnitsOfData(where, samples, x);
  return Object.freeze({ nIter, coef, intercept: intercept[0], objective: (constant + value) / samples.Y.unit[0] ** 2 });
}

/**
 * By how much the objective is above its minimum at most: the difference to the dual problem at the residuals, shrunk until no column correlates
 * with them by more than the penalty allows.
 *
 * @see S.-J. Kim et al., "An interior-point method for large-scale l1-regularized least squares", IEEE J. Sel. Top. Signal Process. 1 (2007).
 */
function dualGap(
  { w, residual }: CoordinateDescentSweep,
  q: Float64Array,
  squares: number,
  l1: Float64Array,
  l2: Float64Array,
  positive: boolean,
): number {
  let [qw, rw, excess, penalty, ridge] = [0, 0, 1, 0, 0];
  for (let j = 0; j < w.length; j++) {
    const correlation = residual[j] - l2[j] * w[j];
    const size = positive ? correlation : Math.abs(correlation);
    if (size > l1[j]) excess = Math.max(excess, size / l1[j]);
    qw += q[j] * w[j];
    rw += residual[j] * w[j];
    penalty += l1[j] * Math.abs(w[j]);
    ridge += l2[j] * w[j] * w[j];
  }
  const shrink = 1 / excess; //                                        0 where there is no l1 penalty and the residuals still correlate
  const error = squares - qw - rw; //                                  ‖y − Xw‖² / n
  return 0.5 * error * (1 + shrink * shrink) + penalty - shrink * (squares - qw) + 0.5 * ridge * (1 + shrink * shrink);
}
