import type { Run } from '../estimator/fit.ts';
import type { Ticks } from '../estimator/rows.ts';
import { strongWolfe } from './line-search.ts';
import type { OptimizeResult, OptimizeState } from './objective.ts';
import { withoutProgress, withoutStep } from './options.ts';
import type { Point } from './point.ts';
import { dot } from './vectors.ts';

/**
 * Newton's method from where `at` has been set, with a line search: $x \leftarrow x + t d$, yielding after each iteration.
 *
 * `direction` gives $d$ with $\nabla^2 f(x)\, d \approx -\nabla f(x)$, how well and by which means is its affair; it must lead down,
 * $\nabla f(x)^{\top} d < 0$.
 *
 * @throws DataError if the objective is not finite where the search begins.
 */
export function* newtonRun(
  where: string,
  at: Point,
  tol: number,
  direction: (at: Point) => Ticks<Float64Array>,
): Run<OptimizeState, OptimizeResult> {
  yield* at.start(where);
  let answer = yield at;
  while (at.gradientNorm > tol) {
    if (at.stalled) return at.result(withoutProgress(at));
    if (at.nIter === at.maxIter) return at.result('maxIter');
    const d = yield* direction(at);
    const slope = dot(at.gradient, d);
    if (!(yield* strongWolfe(at, d, slope, 1))) return at.result(withoutStep(at, slope));
    at.nIter++;
    if (answer === undefined) answer = yield at;
  }
  return at.result('tol');
}
