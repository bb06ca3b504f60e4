import { sigmoid, softplus, wrap } from '@hml/tensor';
import type { Objective } from '../../optimize/objective.ts';
import { elementsOf } from '../elements.ts';
import type { DescentProblem } from '../mean-cost.ts';
import { meanCost } from '../mean-cost.ts';

/**
 * The cost of logistic regression for one class against the rest and its gradient, in $\theta = (w, b)$, with $m = \sum_i s_i$:
 *
 * $$ J(w, b) = \frac{1}{m} \sum_i s_i \ell_i + \frac{\alpha}{2m} \lVert w \rVert^2, \qquad
 * \ell = \begin{cases} -\log h & y = 1 \\ -\log(1 - h) & y = 0 \end{cases}, \qquad h = \sigma(X w + b) $$
 * $$ \nabla_w J = \frac{1}{m} (X^{\top} S (h - y) + \alpha w), \qquad \frac{\partial J}{\partial b} = \frac{1}{m} \sum_i s_i (h_i - y_i) $$
 *
 * Numerics: $-\log \sigma(z) = \log(1 + e^{-z})$, the softplus of $-z$, and $-\log(1 - \sigma(z))$ that of $z$: finite where $h$ rounds to 0 or 1.
 */
export function logisticCost(problem: DescentProblem): Objective {
  const { y, weights } = problem;
  return meanCost(problem, (Z, from, b, totals) => {
    for (let p = 0; p < Z.length; p++) Z[p] += b;
    const h = elementsOf(sigmoid(wrap(Z)));
    for (let p = 0; p < Z.length; p++) Z[p] = y[from + p] === 1 ? -Z[p] : Z[p];
    const losses = elementsOf(softplus(wrap(Z)));
    let costs = 0;
    let sum = 0;
    for (let p = 0; p < Z.length; p++) {
      const s = weights === undefined ? 1 : weights[from + p];
      const r = h[p] - y[from + p];
      costs += s * losses[p];
      sum += s * r;
      Z[p] = s * r;
    }
    totals.losses += costs;
    totals.residuals += sum;
  });
}
