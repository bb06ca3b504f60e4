import type { Run } from '../../estimator/fit.ts';
import { newtonRun } from '../../optimize/newton.ts';
import type { OptimizeResult, OptimizeState } from '../../optimize/objective.ts';
import { Point } from '../../optimize/point.ts';
import { factorize, solveFactored } from '../least-squares/cholesky-factor.ts';
import { hessian } from './hessian.ts';
import type { LogisticLoss } from './loss.ts';

/**
 * Newton's method with the whole second derivative, for few columns: $\nabla^2 J\, \delta = -\nabla J$ by Cholesky, and a line search.
 *
 * It converges quadratically: some six iterations, whatever the scale of the columns. Cost per iteration: $O(n (kd)^2 + (kd)^3)$.
 */
export function newtonCholeskyRun(loss: LogisticLoss, maxIter: number, tol: number, where: string): Run<OptimizeState, OptimizeResult> {
  const at = new Point((theta, gradient) => loss.evaluate(theta, gradient), new Float64Array(loss.size), maxIter);
  return newtonRun(where, at, tol, function* ({ gradient }) {
    return solveNewton(yield* hessian(loss), gradient);
  });
}

/** $-H^{-1} g$; where H is not positive definite in float64, with as little added to its diagonal as makes it so. */
function solveNewton(H: Float64Array, gradient: Float64Array): Float64Array {
  const size = gradient.length;
  let largest = 0;
  for (let p = 0; p < size; p++) largest = Math.max(largest, H[p * size + p]);
  let added = 0;
  for (let share = 1e-13; ; share *= 100) {
    const factor = factorize(H, size);
    if (factor !== undefined && factor.leastPivot > 1e-15)
      return solveFactored(
        factor,
        gradient.map((g) => -g),
      );
    for (let p = 0; p < size; p++) H[p * size + p] += share * largest - added;
    added = share * largest;
    if (share > 1) return gradient.map((g) => -g);
  }
}
