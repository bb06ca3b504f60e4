import type { Run } from '../estimator/fit.ts';
import { fillIn } from '../estimator/options.ts';
import type { Ticks } from '../estimator/rows.ts';
import { drain } from '../estimator/rows.ts';
import { newtonRun } from './newton.ts';
import type { HessianProduct, Objective, OptimizeResult, OptimizeState } from './objective.ts';
import type { StoppingOptions } from './options.ts';
import { checkStart, stoppingRules } from './options.ts';
import { Point } from './point.ts';
import { addScaled, dot } from './vectors.ts';

/** The options of {@link newtonCg}. */
export interface NewtonCgOptions extends StoppingOptions {}

const where = 'newtonCg';
const defaults: Required<NewtonCgOptions> = { maxIter: 15_000, tol: 1e-5 };

/**
 * Minimises a smooth function by Newton's method, whose linear equations are solved by conjugate gradients and only as well as it pays.
 *
 * $$ \nabla^2 f(x_k)\, d_k \approx -\nabla f(x_k), \qquad x_{k+1} = x_k + t_k d_k $$
 *
 * The Hessian is never written out: only its products with vectors are asked for. The equations are solved to
 * $\min(\tfrac12, \sqrt{\lVert \nabla f \rVert})$ of their right side, so that the last steps converge faster than linearly; $t_k$ satisfies the
 * strong Wolfe conditions. Where the curvature is not positive, the direction so far is followed.
 * Cost per iteration: a product for each step of conjugate gradients, at most 20 for each of the $d$ dimensions, and mostly one computation of $f$.
 *
 * @throws ShapeError if `x0` is not a point.
 * @throws DataError if the objective is not finite at `x0`.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { newtonCg } from '@hml/classic/optimize';
 * const result = newtonCg(
 *   (x, gradient) => {
 *     gradient.set([2 * x[0], 20 * (x[1] - 1)]);
 *     return x[0] ** 2 + 10 * (x[1] - 1) ** 2;
 *   },
 *   (_, v, product) => void product.set([2 * v[0], 20 * v[1]]),
 *   [5, 5],
 * );
 * result.x // Float64Array [0.0000…, 1.0000…]
 * @see J. Nocedal, S. Wright, Numerical Optimization, 2nd edition, algorithm 7.1.
 */
export function newtonCg(
  objective: Objective,
  hessianProduct: HessianProduct,
  x0: ArrayLike<number>,
  options: NewtonCgOptions = {},
): OptimizeResult {
  return drain(newtonCgRun(objective, hessianProduct, x0, options));
}

/**
 * {@link newtonCg} as a generator: yields after each iteration, and ticks inside them.
 *
 * @throws what {@link newtonCg} throws.
 */
export function* newtonCgRun(
  objective: Objective,
  hessianProduct: HessianProduct,
  x0: ArrayLike<number>,
  options: NewtonCgOptions = {},
): Run<OptimizeState, OptimizeResult> {
  const { maxIter, tol } = fillIn(where, defaults, options, stoppingRules);
  checkStart(where, x0);
  return yield* newtonRun(where, new Point(objective, x0, maxIter), tol, (at) => newtonDirection(at, hessianProduct));
}

/** $d$ with $\nabla^2 f\, d \approx -\nabla f$ by conjugate gradients from 0; a direction of descent at every step of them. */
function* newtonDirection({ x, gradient }: Point, hessianProduct: HessianProduct): Ticks<Float64Array> {
  const d = new Float64Array(x.length);
  const residual = gradient.slice(); //                                  ∇²f d + ∇f
  const p = gradient.map((g) => -g);
  const product = new Float64Array(x.length);
  let rr = dot(residual, residual);
  const length = Math.sqrt(rr);
  const enough = length * Math.min(0.5, Math.sqrt(length));
  for (let i = 0; i < 20 * x.length && Math.sqrt(rr) > enough; i++) {
    const long = hessianProduct(x, p, product);
    if (long !== undefined) yield* long;
    const curvature = dot(p, product);
    if (!(curvature > Number.EPSILON * dot(p, p))) {
      if (i === 0) addScaled(d, 1, p); //                                steepest descent
      break;
    }
    const step = rr / curvature;
    addScaled(d, step, p);
    addScaled(residual, step, product);
    const next = dot(residual, residual);
    for (let j = 0; j < p.length; j++) p[j] = (next / rr) * p[j] - residual[j];
    rr = next;
    yield;
  }
  return d;
}
