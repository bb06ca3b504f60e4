import type { Matrix } from '@hml/tensor';
import { OptionError, wrap } from '@hml/tensor';
import type { Run, Turns, Workspace } from '../../estimator/fit.ts';
import { shownAs } from '../../estimator/fit.ts';
import { lbfgsRun } from '../../optimize/lbfgs.ts';
import { newtonCgRun } from '../../optimize/newton-cg.ts';
import type { OptimizeResult, OptimizeState } from '../../optimize/objective.ts';
import type { CenteredColumns } from './center-columns.ts';
import { LogisticLoss } from './loss.ts';
import { newtonCholeskyRun } from './newton.ts';
import type { LogisticProblem } from './problem.ts';
import { curvatures } from './problem.ts';
import { proximalRun } from './proximal.ts';
import type { WarmStart } from './warm-start.ts';
import { warmStart } from './warm-start.ts';

/** How the minimum is sought. */
export type LogisticSolver = 'lbfgs' | 'newton-cg' | 'newton-cholesky' | 'coordinate-descent';

/** What `steps` shows after each iteration, and once before the first of each problem. */
export interface LogisticRegressionState {
  /** Iterations done so far, of all problems. */
  readonly nIter: number;
  /** Which class is being told from the rest, as an index; undefined where all are told apart at once. */
  readonly classIndex: number | undefined;
  /** The weights [k, nFeatures]: one row for a problem of two classes, else one per class. */
  readonly coef: Matrix;
  /** The intercepts [k]. */
  readonly intercept: Float64Array;
  /** The mean cost, penalties included. */
  readonly cost: number;
  /** The largest component of its gradient; with a penalty on absolute values, how far the worst parameter is from its condition of optimality. */
  readonly gradientNorm: number;
}

/** The parameters of one problem, in units of the data, and how they were found. */
export interface LogisticSolution {
  readonly coef: Float64Array;
  readonly intercept: Float64Array;
  readonly result: OptimizeResult;
}

/** What a solver goes by. */
export interface LogisticSettings {
  readonly solver: LogisticSolver;
  /** $\lambda_1$: strength of the penalty on absolute values, in the mean cost. */
  readonly l1: number;
  readonly maxIter: number;
  readonly tol: number;
}

/** Solves one problem: of all classes at once, or of class `positive` against the rest, one after the other in several turns. */
export function* solveLogistic(
  where: string,
  problem: LogisticProblem,
  { mean, variance }: CenteredColumns,
  k: number,
  positive: number,
  settings: LogisticSettings,
  turns: Turns,
): Run<LogisticRegressionState, LogisticSolution> {
  const classIndex = turns.count > 1 ? positive : undefined;
  const loss = new LogisticLoss(problem, k, positive);
  const warm = settings.solver === 'lbfgs' && k === 1 && settings.l1 === 0 ? yield* warmStart(problem, variance, positive) : undefined;
  const search = solverRun(where, loss, variance, settings, warm);
  const see = (point: Workspace<OptimizeState>, nIter: number): LogisticRegressionState => {
    const { x, value: cost, gradientNorm } = point.snapshot();
    const { coef, intercept } = inUnitsOfData(x, loss, mean);
    return Object.freeze({ nIter, classIndex, coef: wrap(coef, [k, loss.d]), intercept, cost, gradientNorm });
  };
  const result = yield* shownAs(search, see, turns);
  return { ...inUnitsOfData(result.x, loss, mean), result };
}

function solverRun(
  where: string,
  loss: LogisticLoss,
  variance: Float64Array,
  { solver, l1, maxIter, tol }: LogisticSettings,
  warm: WarmStart | undefined,
): Run<OptimizeState, OptimizeResult> {
  const { problem, k, size } = loss;
  const objective = (theta: Float64Array, gradient: Float64Array) => loss.evaluate(theta, gradient);
  const start = new Float64Array(size);
  if (solver === 'coordinate-descent') return proximalRun(loss, l1, maxIter, tol);
  if (l1 > 0) {
    throw new OptionError({
      where,
      what: 'this solver cannot make coefficients exactly 0',
      expected: "solver 'coordinate-descent'",
      got: `'${solver}'`,
      fix: 'leave out solver',
    });
  }
  if (solver === 'newton-cholesky') return newtonCholeskyRun(loss, maxIter, tol, where);
  if (solver === 'newton-cg') return newtonCgRun(objective, (theta, v, out) => loss.hessianProduct(theta, v, out), start, { maxIter, tol });
  if (warm !== undefined) return lbfgsRun(objective, warm.start, { maxIter, tol, inverseHessian: warm.inverseHessian });
  return lbfgsRun(objective, start, { maxIter, tol, diagonal: curvatures(problem, variance, k) });
}

/** $b \leftarrow b - W \mu$: the columns get their means back. Intercepts that only a common shift tells apart are centred. */
function inUnitsOfData(
  theta: Float64Array,
  { k, d, problem }: LogisticLoss,
  mean: Float64Array,
): { readonly coef: Float64Array; readonly intercept: Float64Array } {
  const coef = theta.slice(0, k * d);
  const intercept = new Float64Array(k);
  if (!problem.fitIntercept) return { coef, intercept };
  for (let c = 0; c < k; c++) {
    intercept[c] = theta[k * d + c];
    for (let j = 0; j < d; j++) intercept[c] -= coef[c * d + j] * mean[j];
  }
  const shift = k === 1 ? 0 : intercept.reduce((sum, b) => sum + b, 0) / k;
  return { coef, intercept: intercept.map((b) => b - shift) };
}
