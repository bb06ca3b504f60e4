import { OptionError, ShapeError } from '@hml/tensor';
import type { Run } from '../estimator/fit.ts';
import type { Rules } from '../estimator/options.ts';
import { fillIn } from '../estimator/options.ts';
import { drain } from '../estimator/rows.ts';
import { integerFrom } from '../estimator/rules.ts';
import { strongWolfe } from './line-search.ts';
import type { Objective, OptimizeResult, OptimizeState } from './objective.ts';
import type { StoppingOptions } from './options.ts';
import { checkStart, stoppingRules, withoutProgress, withoutStep } from './options.ts';
import { Point } from './point.ts';
import { addScaled, dot } from './vectors.ts';

/** The options of {@link lbfgs}. */
export interface LbfgsOptions extends StoppingOptions {
  /** How many of the latest steps describe the curvature, 1 or more. @defaultValue 10 */
  readonly historySize?: number;
  /**
   * About the second derivative of the objective in each component (its Hessian's diagonal), all above 0: a search among components of
   * very different scale is then as short as among equal ones. @defaultValue all equal
   */
  readonly diagonal?: Float64Array | undefined;
  /** In place of `diagonal`: a positive definite matrix that is about the inverse of the second derivative, times a vector. @defaultValue none */
  readonly inverseHessian?: ((v: Float64Array) => Float64Array) | undefined;
}

const where = 'lbfgs';
const defaults: Required<LbfgsOptions> = { maxIter: 15_000, tol: 1e-5, historySize: 10, diagonal: undefined, inverseHessian: undefined };
const rules: Rules<Required<LbfgsOptions>> = {
  ...stoppingRules,
  historySize: integerFrom(1),
  diagonal: {
    expected: 'a Float64Array of numbers above 0',
    accepts: (value): value is Float64Array => value instanceof Float64Array && value.every((h) => h > 0 && h < Infinity),
  },
  inverseHessian: { expected: 'a function', accepts: (value): value is (v: Float64Array) => Float64Array => typeof value === 'function' },
};

/**
 * Minimises a smooth function by L-BFGS: Newton's method, with a curvature that is learned from the latest steps.
 *
 * $$ x_{k+1} = x_k - t_k H_k \nabla f(x_k), \qquad s_k = x_{k+1} - x_k, \quad y_k = \nabla f(x_{k+1}) - \nabla f(x_k) $$
 *
 * where $H_k$ is the inverse Hessian that the last `historySize` pairs $(s, y)$ suggest, never written out, and $t_k$ satisfies the strong
 * Wolfe conditions.
 * Numerics: float64, the same bits on every engine; a minimum is found to the accuracy of the gradient, not only of the value.
 * Cost per iteration: $O(md)$ for $m$ pairs in $d$ dimensions, and mostly one computation of the objective.
 *
 * @throws ShapeError if `x0` is not a point, or `diagonal` has another length.
 * @throws DataError if the objective is not finite at `x0`.
 * @throws OptionError for an unknown or wrong option, or `diagonal` and `inverseHessian` at once.
 * @example
 * import { lbfgs } from '@hml/classic/optimize';
 * const result = lbfgs((x, gradient) => {
 *   gradient.set([2 * (x[0] - 3), 20 * (x[1] + 1)]);
 *   return (x[0] - 3) ** 2 + 10 * (x[1] + 1) ** 2;
 * }, [0, 0]);
 * result.x // Float64Array [3.00000…, -1.00000…]
 * result.reason // 'tol'
 * @see D. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization", Math. Programming 45 (1989).
 */
export function lbfgs(objective: Objective, x0: ArrayLike<number>, options: LbfgsOptions = {}): OptimizeResult {
  return drain(lbfgsRun(objective, x0, options));
}

/**
 * {@link lbfgs} as a generator: yields after each iteration, for `new Fit(…)`, `drainPolitely(…)` or the `yield*` of an estimator.
 *
 * @throws what {@link lbfgs} throws.
 * @example
 * import { Fit } from '@hml/classic';
 * import { lbfgsRun } from '@hml/classic/optimize';
 * const square = (x: Float64Array, gradient: Float64Array) => {
 *   gradient[0] = 2 * x[0];
 *   return x[0] * x[0];
 * };
 * Array.from(new Fit(lbfgsRun(square, [4])), ({ value }) => value) // [16, 9, 0]
 */
export function* lbfgsRun(objective: Objective, x0: ArrayLike<number>, options: LbfgsOptions = {}): Run<OptimizeState, OptimizeResult> {
  const { maxIter, tol, historySize, diagonal, inverseHessian } = fillIn(where, defaults, options, rules);
  if (diagonal !== undefined && inverseHessian !== undefined)
    throw new OptionError({ where, what: 'the curvature is given twice', expected: 'diagonal or inverseHessian', got: 'both' });
  checkStart(where, x0);
  if (diagonal !== undefined && diagonal.length !== x0.length) {
    throw new ShapeError({
      where,
      what: 'diagonal has another length',
      expected: `${x0.length} numbers, as in x0`,
      got: `${diagonal.length}`,
    });
  }
  const at = new Point(objective, x0, maxIter);
  yield* at.start(where);
  let answer = yield at;

  const inverse = diagonal?.map((h) => 1 / h);
  const scaled = inverse === undefined ? inverseHessian : (v: Float64Array): Float64Array => v.map((value, i) => value * inverse[i]);
  const pairs = new Pairs(historySize, scaled);
  const direction = new Float64Array(x0.length);
  while (at.gradientNorm > tol) {
    if (at.stalled) return at.result(withoutProgress(at));
    if (at.nIter === maxIter) return at.result('maxIter');
    pairs.descent(at.gradient, direction); //                            d ← −H ∇f
    let slope = dot(at.gradient, direction);
    if (!(slope < 0)) {
      pairs.forget(); //                                                 rounding has spoilt the curvature: begin again
      pairs.descent(at.gradient, direction);
      slope = dot(at.gradient, direction);
    }
    // Without pairs nothing tells the length of the step, unless a scale does.
    const first = pairs.count > 0 || scaled !== undefined ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
    if (!(yield* strongWolfe(at, direction, slope, first))) {
      if (pairs.count === 0) return at.result(withoutStep(at, slope));
      at.stay();
      pairs.forget();
      continue;
    }
    pairs.learn(at);
    at.nIter++;
    if (answer === undefined) answer = yield at;
  }
  return at.result('tol');
}

/** The latest steps $s$ and the changes $y$ of the gradient along them. */
class Pairs {
  readonly #size: number;
  readonly #inverse: ((v: Float64Array) => Float64Array) | undefined;
  readonly #s: Float64Array[] = [];
  readonly #y: Float64Array[] = [];
  readonly #rho: number[] = [];

  constructor(size: number, inverse: ((v: Float64Array) => Float64Array) | undefined) {
    this.#size = size;
    this.#inverse = inverse;
  }

  get count(): number {
    return this.#s.length;
  }

  forget(): void {
    this.#s.length = this.#y.length = this.#rho.length = 0;
  }

  /** Takes up the step that the point has just made, unless the curvature along it is not positive. */
  learn(at: Point): void {
    const full = this.count === this.#size;
    const s = full ? (this.#s.shift() ?? at.x.slice()) : at.x.slice();
    const y = full ? (this.#y.shift() ?? at.x.slice()) : at.x.slice();
    if (full) this.#rho.shift();
    for (let i = 0; i < s.length; i++) {
      s[i] = at.x[i] - at.trial.x[i];
      y[i] = at.gradient[i] - at.trial.gradient[i];
    }
    const sy = dot(s, y);
    if (!(sy > Number.EPSILON * dot(y, y))) return;
    this.#s.push(s);
    this.#y.push(y);
    this.#rho.push(1 / sy);
  }

  /** $d = -H \nabla f$ by the two loops over the pairs, newest to oldest and back. */
  descent(gradient: Float64Array, d: Float64Array): void {
    for (let i = 0; i < d.length; i++) d[i] = -gradient[i];
    const alpha = new Float64Array(this.count);
    for (let k = this.count - 1; k >= 0; k--) {
      alpha[k] = this.#rho[k] * dot(this.#s[k], d);
      addScaled(d, -alpha[k], this.#y[k]);
    }
    this.#scale(d);
    for (let k = 0; k < this.count; k++) {
      const beta = this.#rho[k] * dot(this.#y[k], d);
      addScaled(d, alpha[k] - beta, this.#s[k]);
    }
  }

  /** Times the inverse Hessian where nothing is known: the one that was given, scaled by the curvature of the latest step. */
  #scale(d: Float64Array): void {
    const y = this.#y.at(-1);
    const Hy = y === undefined ? undefined : (this.#inverse?.(y) ?? y);
    const gamma = y === undefined || Hy === undefined ? 1 : 1 / (this.#rho[this.count - 1] * dot(y, Hy));
    const Hd = this.#inverse?.(d) ?? d;
    for (let i = 0; i < d.length; i++) d[i] = gamma * Hd[i];
  }
}
