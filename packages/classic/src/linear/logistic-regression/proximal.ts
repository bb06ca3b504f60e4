import type { Run, Workspace } from '../../estimator/fit.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { drain, settle } from '../../estimator/rows.ts';
import { coordinateDescentRun } from '../../optimize/coordinate-descent.ts';
import type { OptimizeResult, OptimizeState, StopReason } from '../../optimize/objective.ts';
import { withoutProgress } from '../../optimize/options.ts';
import { classHessian } from './hessian.ts';
import type { LogisticLoss } from './loss.ts';

/**
 * Logistic regression with a penalty on absolute values, by Newton's method on one class after the other: the cost is replaced by its parabola,
 * coordinate descent minimises that with the penalty, and a shorter step is taken where the cost itself does not follow.
 *
 * $$ \min_u\; \nabla J^{\top} (u - w) + \tfrac12 (u - w)^{\top} \nabla^2 J\, (u - w) + \lambda_1 \lVert u \rVert_1 + \tfrac{\lambda}{2} \lVert u \rVert^2 $$
 *
 * Stops when no parameter misses its condition of optimality by more than `tol`.
 *
 * @see J. Friedman, T. Hastie, R. Tibshirani, "Regularization paths for generalized linear models via coordinate descent", J. Stat. Softw. 33 (2010).
 */
export function* proximalRun(loss: LogisticLoss, l1: number, maxIter: number, tol: number): Run<OptimizeState, OptimizeResult> {
  const { k } = loss;
  const at = new ProximalPoint(loss, l1, maxIter);
  yield* at.evaluate();
  at.steepest = at.gradientNorm;
  yield at;
  while (at.gradientNorm > tol) {
    if (at.nIter === maxIter) return at.result('maxIter');
    let moved = false;
    for (let c = 0; c < k; c++) moved = (yield* improve(at, c, tol)) || moved;
    at.nIter++;
    at.steepest = Math.max(at.steepest, at.gradientNorm);
    yield at;
    if (!moved) return at.result(withoutProgress(at));
  }
  return at.result('tol');
}

/** Where the search stands: the smooth part of the cost, its gradient, and the penalties. */
class ProximalPoint implements Workspace<OptimizeState> {
  readonly loss: LogisticLoss;
  /** $\lambda_1$ */
  readonly l1: number;
  readonly maxIter: number;
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  nIter = 0;
  nEvaluations = 0;
  smooth = 0;
  /** The largest {@link gradientNorm} so far. */
  steepest = 0;

  constructor(loss: LogisticLoss, l1: number, maxIter: number) {
    this.loss = loss;
    this.l1 = l1;
    this.maxIter = maxIter;
    this.theta = new Float64Array(loss.size);
    this.gradient = new Float64Array(loss.size);
  }

  *evaluate(): Ticks<void> {
    this.nEvaluations++;
    this.smooth = yield* settle(this.loss.evaluate(this.theta, this.gradient, 0));
  }

  /** Whether a parameter is a weight, which is penalised, or an intercept. */
  isWeight(p: number): boolean {
    return p < this.loss.k * this.loss.d;
  }

  get penalty(): number {
    const { l1, loss } = this;
    const { l2 } = loss.problem;
    let sum = 0;
    for (let p = 0; this.isWeight(p); p++) sum += l1 * Math.abs(this.theta[p]) + 0.5 * l2 * this.theta[p] * this.theta[p];
    return sum;
  }

  /** By how much the parameter that is farthest off misses its condition of optimality. */
  get gradientNorm(): number {
    const { l1, loss } = this;
    const { l2 } = loss.problem;
    let worst = 0;
    this.theta.forEach((w, p) => {
      const g = this.gradient[p] + (this.isWeight(p) ? l2 * w : 0);
      const bound = this.isWeight(p) ? l1 : 0;
      worst = Math.max(worst, w > 0 ? Math.abs(g + bound) : w < 0 ? Math.abs(g - bound) : Math.abs(g) - bound);
    });
    return worst;
  }

  snapshot(): OptimizeState {
    const { nIter, nEvaluations, theta, smooth, penalty, gradientNorm } = this;
    return Object.freeze({ nIter, nEvaluations, x: theta.slice(), value: smooth + penalty, gradientNorm });
  }

  result(reason: StopReason): OptimizeResult {
    return Object.freeze({ ...this.snapshot(), converged: reason === 'tol' || reason === 'precision', reason });
  }
}

/** One step of Newton's method on the parameters of class c; whether the cost fell. */
function* improve(at: ProximalPoint, c: number, tol: number): Ticks<boolean> {
  const { loss, l1, theta, gradient } = at;
  const { d } = loss;
  const { l2, fitIntercept } = loss.problem;
  const size = d + Number(fitIntercept);
  const place = (j: number): number => (j < d ? c * d + j : loss.k * d + c);
  const H = yield* classHessian(loss, c, c);
  const w = Float64Array.from({ length: size }, (_, j) => theta[place(j)]);
  const q = Float64Array.from({ length: size }, (_, j) => {
    let sum = -gradient[place(j)];
    for (let i = 0; i < size; i++) sum += H[j * size + i] * w[i];
    return sum;
  });
  const penalised = (strength: number): Float64Array => Float64Array.from({ length: size }, (_, j) => (j < d ? strength : 0));
  const inner = { l1: penalised(l1), l2: penalised(l2), start: w, tol: 0.01 * Math.min(tol, at.gradientNorm), maxIter: 1000 };
  const u = drain(coordinateDescentRun(H, q, inner)).x;
  const before = at.smooth + at.penalty;
  let promised = 0;
  for (let j = 0; j < size; j++) {
    promised += gradient[place(j)] * (u[j] - w[j]);
    if (j < d) promised += l1 * (Math.abs(u[j]) - Math.abs(w[j])) + 0.5 * l2 * (u[j] * u[j] - w[j] * w[j]);
  }
  for (let t = 1; promised < 0 && t > 1e-10; t *= 0.5) {
    for (let j = 0; j < size; j++) theta[place(j)] = t === 1 ? u[j] : w[j] + t * (u[j] - w[j]);
    yield* at.evaluate();
    const after = at.smooth + at.penalty;
    if (after <= before + 1e-4 * t * promised || (t === 1 && after <= before + 1e-14 * Math.abs(before))) return true;
  }
  for (let j = 0; j < size; j++) theta[place(j)] = w[j];
  if (promised < 0) yield* at.evaluate();
  return false;
}
