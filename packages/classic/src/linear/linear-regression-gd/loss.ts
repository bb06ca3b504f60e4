import type { DesignMatrix } from '../../estimator/matrix-like.ts';
import type { SparseDesign } from '../../estimator/sparse.ts';
import type { Objective } from '../../optimize/objective.ts';
import { blocksOf, overBlocks } from '../blocks.ts';

/** What a descent learns from, as it passed the border. */
export interface DescentProblem {
  readonly X: DesignMatrix | SparseDesign;
  /** The targets; of classes, 1 where it is the one in question and else 0. */
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
export function squaredLoss({ X, y, weights, alpha, fitIntercept }: DescentProblem): Objective {
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
