import { OptionError } from '@hml/tensor';
import type { Ticks } from '../estimator/rows.ts';
import { settle } from '../estimator/rows.ts';
import type { GradientDescentResult } from '../optimize/gradient-descent.ts';
import { dot } from '../optimize/vectors.ts';
import { squaredLoss } from './linear-regression-gd/loss.ts';
import type { DescentProblem } from './mean-cost.ts';

/**
 * The largest eigenvalue $\lambda_{\max}$ of $\frac{1}{m} (X^{\top} S X + \alpha I)$, the second derivative of the squared loss; nearly, by 50
 * steps of the power method: $v \leftarrow Hv / \lVert Hv \rVert$. That cost is a parabola, so $Hv$ is its gradient at $v$ where $y = 0$.
 */
export function* largestCurvature(problem: DescentProblem): Ticks<number> {
  const cost = squaredLoss({ ...problem, y: new Float64Array(problem.X.nSamples) });
  const size = problem.X.nFeatures + Number(problem.fitIntercept);
  let v = Float64Array.from({ length: size }, (_, j) => 1 + ((j * Math.SQRT2) % 1)); // at right angles to nothing that occurs
  const Hv = new Float64Array(size);
  let curvature = 0;
  for (let i = 0; i < 50; i++) {
    yield* settle(cost(v, Hv));
    curvature = Math.sqrt(dot(Hv, Hv));
    if (!Number.isFinite(curvature)) return Infinity;
    v = Hv.map((value) => value / curvature);
  }
  return curvature;
}

/** The error of steps that are too long, where the cost falls in every update with those below $2 / \lambda_{\max}$. */
export function tooLong(where: string, { nIter, value }: GradientDescentResult, learningRate: number, curvature: number): OptionError {
  const limit = 2 / curvature;
  const rescale = 'bring the columns of X to a common scale';
  return new OptionError({
    where,
    what: 'the cost grows: learningRate is too large for these data',
    expected: `learningRate below 2/λmax = ${limit.toPrecision(3)}`,
    got: `learningRate ${learningRate}, with which update ${nIter + 1} raised the cost above ${value.toPrecision(4)}`,
    fix: limit > 0 ? `learningRate: ${(limit / 2).toPrecision(2)}, or ${rescale}` : rescale,
  });
}
