import type { DesignMatrix } from '../estimator/matrix-like.ts';
import type { SparseDesign } from '../estimator/sparse.ts';
import { weightOf } from '../estimator/targets.ts';
import type { Objective } from '../optimize/objective.ts';
import { blocksOf, overBlocks } from './blocks.ts';

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

/** What some rows add to a cost, once all are added up. */
export interface Totals {
  /** $\sum_i s_i \ell_i$ */
  losses: number;
  /** $\sum_i s_i r_i$ */
  residuals: number;
}

/**
 * The mean of the losses $\ell_i$ of all samples with a penalty on the squared weights, and its gradient, in $\theta = (w, b)$, with
 * $m = \sum_i s_i$ and the residuals $r_i = \partial \ell_i / \partial z_i$:
 *
 * $$ J = \frac{1}{m} \sum_i s_i \ell_i + \frac{\alpha}{2m} \lVert w \rVert^2, \qquad
 * \nabla_w J = \frac{1}{m} (X^{\top} S r + \alpha w), \qquad \frac{\partial J}{\partial b} = \frac{1}{m} \sum_i s_i r_i $$
 *
 * `addRows` gets $w^{\top} x_i$ of some rows, the first of them, and b; it adds to the totals and leaves $s_i r_i$ in the place of each number.
 */
export function meanCost(
  { X, weights, alpha, fitIntercept }: DescentProblem,
  addRows: (Z: Float64Array, from: number, b: number, totals: Totals) => void,
): Objective {
  const { nSamples, nFeatures: d } = X;
  const blocks = blocksOf(X);
  const m = weightOf(weights, nSamples);
  return (theta, gradient) => {
    const b = fitIntercept ? theta[d] : 0;
    const totals: Totals = { losses: 0, residuals: 0 };
    const residuals = (Z: Float64Array, from: number): void => addRows(Z, from, b, totals);
    const finish = (): number => {
      if (fitIntercept) gradient[d] = totals.residuals / m;
      let penalty = 0;
      for (let j = 0; j < d; j++) {
        gradient[j] = (gradient[j] + alpha * theta[j]) / m;
        penalty += alpha * theta[j] * theta[j];
      }
      return (totals.losses + penalty / 2) / m;
    };
    gradient.fill(0);
    return overBlocks(blocks, (block) => block.addGradient(theta, 1, residuals, gradient), finish);
  };
}
