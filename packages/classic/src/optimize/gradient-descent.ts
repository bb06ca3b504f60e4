import type { Run } from '../estimator/fit.ts';
import type { Rules } from '../estimator/options.ts';
import { fillIn } from '../estimator/options.ts';
import { drain } from '../estimator/rows.ts';
import { numberAbove, numberFrom } from '../estimator/rules.ts';
import type { Objective, OptimizeResult, OptimizeState } from './objective.ts';
import type { StoppingOptions } from './options.ts';
import { checkStart, stoppingRules } from './options.ts';
import { Point } from './point.ts';

/** The options of {@link gradientDescent}. */
export interface GradientDescentOptions extends StoppingOptions {
  /** Step length $\eta > 0$. The value falls in every step if $\eta < 2 / \lambda_{\max}$ of the second derivative. @defaultValue 0.01 */
  readonly learningRate?: number;
  /** Stop also when the gradient is at most this share of what it was at the start, 0 or more. @defaultValue 0 */
  readonly relativeTol?: number;
}

/** What {@link gradientDescent} comes to: a result with the record of the way. */
export interface GradientDescentResult extends OptimizeResult {
  /** The value at the start and after each step, nIter + 1 numbers. */
  readonly history: Float64Array;
}

const where = 'gradientDescent';
const defaults: Required<GradientDescentOptions> = { maxIter: 15_000, tol: 1e-5, learningRate: 0.01, relativeTol: 0 };
const rules: Rules<Required<GradientDescentOptions>> = { ...stoppingRules, learningRate: numberAbove(0), relativeTol: numberFrom(0) };

/**
 * Minimises a smooth function by steps of fixed length against the gradient, and keeps the value of every step.
 *
 * $$ x_{k+1} = x_k - \eta\,\nabla f(x_k) $$
 *
 * Where the value grows, the steps are too long: the search ends with reason `'diverged'`, at the point before.
 * The slowest of the methods here, and the one that shows how learning works; for results use `lbfgs`.
 *
 * @throws ShapeError if `x0` is not a point.
 * @throws DataError if the objective is not finite at `x0`.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { gradientDescent } from '@hml/classic/optimize';
 * const square = (x: Float64Array, gradient: Float64Array) => {
 *   gradient[0] = 2 * x[0];
 *   return x[0] * x[0];
 * };
 * gradientDescent(square, [1], { learningRate: 0.25, maxIter: 3 }).history // Float64Array [1, 0.25, 0.0625, 0.015625]
 * gradientDescent(square, [1], { learningRate: 1.5 }).reason // 'diverged'
 */
export function gradientDescent(objective: Objective, x0: ArrayLike<number>, options: GradientDescentOptions = {}): GradientDescentResult {
  return drain(gradientDescentRun(objective, x0, options));
}

/**
 * {@link gradientDescent} as a generator: yields after each step.
 *
 * @throws what {@link gradientDescent} throws.
 */
export function* gradientDescentRun(
  objective: Objective,
  x0: ArrayLike<number>,
  options: GradientDescentOptions = {},
): Run<OptimizeState, GradientDescentResult> {
  const { maxIter, tol, learningRate, relativeTol } = fillIn(where, defaults, options, rules);
  checkStart(where, x0);
  const at = new Point(objective, x0, maxIter);
  yield* at.start(where);
  const history = [at.value];
  const enough = Math.max(tol, relativeTol * at.gradientNorm);
  let answer = yield at;

  const direction = new Float64Array(x0.length);
  while (at.gradientNorm > enough) {
    if (at.nIter === maxIter) return withHistory(at.result('maxIter'), history);
    for (let i = 0; i < direction.length; i++) direction[i] = -at.gradient[i];
    const trial = at.try(learningRate, direction); //                        x − η ∇f
    const value = typeof trial === 'number' ? trial : yield* trial;
    if (!(value <= at.value + 1e-9 * Math.abs(history[0]))) return withHistory(at.result('diverged'), history);
    at.accept(value);
    at.nIter++;
    history.push(value);
    if (answer === undefined) answer = yield at;
  }
  return withHistory(at.result('tol'), history);
}

function withHistory(result: OptimizeResult, history: readonly number[]): GradientDescentResult {
  return Object.freeze({ ...result, history: Float64Array.from(history) });
}
