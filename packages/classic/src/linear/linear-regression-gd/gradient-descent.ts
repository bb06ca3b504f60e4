import { DataError, OptionError } from '@hml/tensor';
import type { Run, Workspace } from '../../estimator/fit.ts';
import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { byRows } from '../../estimator/rows.ts';
import { linearCombination } from '../linear-scores.ts';

/** A problem for {@link gradientDescent} as it passed the border. */
export interface GradientDescentProblem {
  /** The name for errors. */
  readonly where: string;
  readonly X: DesignMatrix;
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  readonly fitIntercept: boolean;
  readonly learningRate: number;
  readonly maxIter: number;
  readonly tol: number;
  readonly alpha: number;
}

/** What `steps` shows after each update, and once before the first. */
export interface LinearRegressionGDState {
  /** Updates done so far. */
  readonly nIter: number;
  /** $w$ [nFeatures] */
  readonly coef: Float64Array;
  /** The intercept $b$. */
  readonly intercept: number;
  /** The cost $J(w, b)$ of these coefficients. */
  readonly cost: number;
  /** $\lVert \nabla J(w, b) \rVert$ */
  readonly gradientNorm: number;
}

/** What gradient descent comes to. */
export interface GradientDescentResult {
  readonly coef: Float64Array;
  readonly intercept: number;
  readonly nIter: number;
  readonly converged: boolean;
  /** The cost at the start and after each update, nIter + 1 numbers. */
  readonly costHistory: Float64Array;
}

/** The live numbers of a descent. */
class Descent implements Workspace<LinearRegressionGDState> {
  readonly maxIter: number;
  readonly coef: Float64Array;
  readonly gradient: Float64Array;
  readonly costs: number[] = [];
  nIter = 0;
  intercept = 0;
  interceptGradient = 0;
  gradientNorm = 0;

  constructor(nFeatures: number, maxIter: number) {
    this.maxIter = maxIter;
    this.coef = new Float64Array(nFeatures);
    this.gradient = new Float64Array(nFeatures);
  }

  snapshot(): LinearRegressionGDState {
    const { nIter, coef, intercept, costs, gradientNorm } = this;
    return Object.freeze({ nIter, coef: coef.slice(), intercept, cost: costs[nIter], gradientNorm });
  }
}

/**
 * Batch gradient descent from zero on the cost of (ridge-penalised) least squares, $m = \sum_i s_i$:
 *
 * $$ J(w, b) = \frac{1}{2m} \sum_i s_i\,(w^{\top} x_i + b - y_i)^2 + \frac{\alpha}{2m} \lVert w \rVert^2 $$
 *
 * Yields its workspace at the start and after each update. Cost: $O(nd)$ per iteration.
 *
 * @throws OptionError if the cost grows, which on this convex function means that the learning rate is $2 / \lambda_{\max}$ or more.
 */
export function* gradientDescent(problem: GradientDescentProblem): Run<LinearRegressionGDState, GradientDescentResult> {
  const { where, X, fitIntercept, learningRate, maxIter, tol } = problem;
  const d = X.nFeatures;
  const at = new Descent(d, maxIter);
  yield* evaluate(problem, at);
  const atStart = at.gradientNorm;
  if (!Number.isFinite(at.costs[0] + atStart)) throw overflow(where);
  yield at;

  while (at.gradientNorm > tol * atStart && at.nIter < maxIter) {
    for (let j = 0; j < d; j++) at.coef[j] -= learningRate * at.gradient[j]; //      w ← w − η ∂J/∂w
    if (fitIntercept) at.intercept -= learningRate * at.interceptGradient; //        b ← b − η ∂J/∂b
    at.nIter++;
    yield* evaluate(problem, at);
    const [start, before, cost] = [at.costs[0], at.costs[at.nIter - 1], at.costs[at.nIter]];
    if (!(cost <= before + 1e-9 * start)) throw divergence(problem, at.nIter, before, cost, yield* largestCurvature(problem));
    yield at;
  }
  const { coef, intercept, nIter, gradientNorm } = at;
  return { coef, intercept, nIter, converged: gradientNorm <= tol * atStart, costHistory: Float64Array.from(at.costs) };
}

/** The cost and its gradient where the descent stands: $\nabla_w J = \frac{1}{m}(X^{\top} S r + \alpha w)$ with $r = Xw + b - y$. */
function* evaluate({ X, y, weights, fitIntercept, alpha }: GradientDescentProblem, at: Descent): Ticks<void> {
  const { data, nSamples, nFeatures: d } = X;
  const { coef, gradient, intercept } = at;
  gradient.fill(0);
  const totals = { weight: 0, residual: 0, squares: 0 };
  yield* byRows(nSamples, 2 * d, (from, to) => addResiduals(data, d, y, weights, coef, intercept, from, to, gradient, totals));
  const m = totals.weight;
  let penalty = 0;
  for (let j = 0; j < d; j++) {
    penalty += alpha * coef[j] * coef[j];
    gradient[j] = (gradient[j] + alpha * coef[j]) / m;
  }
  at.interceptGradient = totals.residual / m;
  at.gradientNorm = norm(gradient, fitIntercept ? at.interceptGradient : 0);
  at.costs.push((totals.squares + penalty) / (2 * m));
}

/** Adds up, over some rows, what the cost and the gradient need. */
function addResiduals(
  X: Float64Array,
  d: number,
  y: Float64Array,
  weights: Float64Array | undefined,
  coef: Float64Array,
  intercept: number,
  from: number,
  to: number,
  gradient: Float64Array,
  totals: { weight: number; residual: number; squares: number },
): void {
  let [weight, residual, squares] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    const s = weights === undefined ? 1 : weights[i];
    const r = linearCombination(intercept, coef, 0, X, i * d, d) - y[i];
    weight += s;
    residual += s * r;
    squares += s * r * r;
    for (let j = 0; j < d; j++) gradient[j] += s * r * X[i * d + j];
  }
  totals.weight += weight;
  totals.residual += residual;
  totals.squares += squares;
}

/** The length of the vector of all parameters; not by `Math.hypot`, whose last bit differs from engine to engine. */
function norm(coef: Float64Array, intercept: number): number {
  let squares = intercept * intercept;
  for (let j = 0; j < coef.length; j++) squares += coef[j] * coef[j];
  return Math.sqrt(squares);
}

/**
 * The largest eigenvalue $\lambda_{\max}$ of the cost's second derivative, nearly, by 50 steps of the power method: $v \leftarrow Hv / \lVert Hv \rVert$.
 * It is the gradient of the same cost with $y = 0$, so {@link evaluate} computes $Hv$.
 */
function* largestCurvature(problem: GradientDescentProblem): Ticks<number> {
  const linear = { ...problem, y: new Float64Array(problem.X.nSamples) };
  const at = new Descent(problem.X.nFeatures, 0);
  at.coef.fill(1 / Math.sqrt(at.coef.length + 1));
  at.intercept = problem.fitIntercept ? at.coef[0] : 0;
  let curvature = 0;
  for (let i = 0; i < 50; i++) {
    const length = norm(at.coef, at.intercept);
    for (let j = 0; j < at.coef.length; j++) at.coef[j] /= length;
    at.intercept /= length;
    yield* evaluate(linear, at);
    curvature = at.gradientNorm;
    at.coef.set(at.gradient);
    if (problem.fitIntercept) at.intercept = at.interceptGradient;
  }
  return curvature;
}

function divergence(
  { where, learningRate }: GradientDescentProblem,
  nIter: number,
  before: number,
  cost: number,
  curvature: number,
): OptionError {
  const limit = 2 / curvature;
  return new OptionError({
    where,
    what: 'the cost grows: learningRate is too large for these data',
    expected: `learningRate below 2/λmax = ${limit.toPrecision(3)}`,
    got: `learningRate ${learningRate}, with which iteration ${nIter} raised the cost from ${before.toPrecision(4)} to ${cost.toPrecision(4)}`,
    fix: `learningRate: ${(limit / 2).toPrecision(2)}, or bring the columns of X to a common scale`,
  });
}

function overflow(where: string): DataError {
  return new DataError({
    where,
    what: 'the cost overflows at the start',
    expected: 'values below 1e150',
    got: 'Infinity',
    fix: 'rescale X and y',
  });
}
