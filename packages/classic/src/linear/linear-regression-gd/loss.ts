import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { settle } from '../../estimator/rows.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';
import type { Objective } from '../../optimize/objective.ts';
import { dot } from '../../optimize/vectors.ts';
import { blocksOf, overBlocks } from '../blocks.ts';

/** Least squares as it passed the border. */
export interface SquaredProblem {
  readonly X: DesignMatrix | SparseDesign;
  readonly y: Float64Array;
  /** The weights $s$, or undefined where every sample counts as one. */
  readonly weights: Float64Array | undefined;
  /** Strength $\alpha$ of the penalty. */
  readonly alpha: number;
  /** Whether there is an intercept. */
  readonly fitIntercept: boolean;
}

/**
 * The cost of (ridge-penalised) least squares and its gradient, in $\theta = (w, b)$, with $m = \sum_i s_i$:
 *
 * $$ J(w, b) = \frac{1}{2m} \sum_i s_i r_i^2 + \frac{\alpha}{2m} \lVert w \rVert^2, \qquad r = X w + b - y $$
 * $$ \nabla_w J = \frac{1}{m} (X^{\top} S r + \alpha w), \qquad \frac{\partial J}{\partial b} = \frac{1}{m} \sum_i s_i r_i $$
 */
export function squaredLoss({ X, y, weights, alpha, fitIntercept }: SquaredProblem): Objective {
  const { nSamples, nFeatures: d } = X;
  const blocks = blocksOf(X);
  const m = weights === undefined ? nSamples : weights.reduce((sum, weight) => sum + weight, 0);
  return (theta, gradient) => {
    const b = fitIntercept ? theta[d] : 0;
    let squares = 0;
    let sum = 0;
    const residuals = (Z: Float64Array, from: number): void => {
      let squaresHere = 0;
      let sumHere = 0;
      for (let p = 0; p < Z.length; p++) {
        const s = weights === undefined ? 1 : weights[from + p];
        const r = Z[p] + b - y[from + p];
        squaresHere += s * r * r;
        sumHere += s * r;
        Z[p] = s * r;
      }
      squares += squaresHere;
      sum += sumHere;
    };
    const finish = (): number => {
      if (fitIntercept) gradient[d] = sum / m;
      let penalty = 0;
      for (let j = 0; j < d; j++) {
        gradient[j] = (gradient[j] + alpha * theta[j]) / m;
        penalty += alpha * theta[j] * theta[j];
      }
      return (squares + penalty) / (2 * m);
    };
    gradient.fill(0);
    return overBlocks(blocks, (block) => block.addGradient(theta, 1, residuals, gradient), finish);
  };
}

/**
 * The largest eigenvalue $\lambda_{\max}$ of the cost's second derivative $H$, nearly, by 50 steps of the power method: $v \leftarrow Hv / \lVert Hv \rVert$.
 * The cost is a parabola, so $Hv$ is its gradient at $v$ where $y = 0$.
 */
export function* largestCurvature(problem: SquaredProblem): Ticks<number> {
  const cost = squaredLoss({ ...problem, y: new Float64Array(problem.y.length) });
  const size = problem.X.nFeatures + Number(problem.fitIntercept);
  let v = new Float64Array(size).fill(1 / Math.sqrt(size));
  const Hv = new Float64Array(size);
  let curvature = 0;
  for (let i = 0; i < 50; i++) {
    yield* settle(cost(v, Hv));
    curvature = Math.sqrt(dot(Hv, Hv));
    v = Hv.map((value) => value / curvature);
  }
  return curvature;
}
