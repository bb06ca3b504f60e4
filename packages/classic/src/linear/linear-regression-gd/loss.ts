import type { Objective } from '../../optimize/objective.ts';
import type { DescentProblem } from '../mean-cost.ts';
import { meanCost } from '../mean-cost.ts';

/**
 * The cost of (ridge-penalised) least squares and its gradient, in $\theta = (w, b)$, with $m = \sum_i s_i$:
 *
 * $$ J(w, b) = \frac{1}{2m} \sum_i s_i r_i^2 + \frac{\alpha}{2m} \lVert w \rVert^2, \qquad r = X w + b - y $$
 * $$ \nabla_w J = \frac{1}{m} (X^{\top} S r + \alpha w), \qquad \frac{\partial J}{\partial b} = \frac{1}{m} \sum_i s_i r_i $$
 */
export function squaredLoss(problem: DescentProblem): Objective {
  const { y, weights } = problem;
  return meanCost(problem, (Z, from, b, totals) => {
    let squares = 0;
    let sum = 0;
    for (let p = 0; p < Z.length; p++) {
      const s = weights === undefined ? 1 : weights[from + p];
      const r = Z[p] + b - y[from + p];
      squares += s * r * r;
      sum += s * r;
      Z[p] = s * r;
    }
    totals.losses += squares / 2;
    totals.residuals += sum;
  });
}
