import { sigmoid, softplus, wrap } from '@hml/tensor';
import type { Objective } from '../../optimize/objective.ts';
import { blocksOf, overBlocks } from '../blocks.ts';
import { elementsOf } from '../elements.ts';
import type { DescentProblem } from '../linear-regression-gd/loss.ts';

/**
 * The cost of logistic regression for one class against the rest and its gradient, in $\theta = (w, b)$, with $m = \sum_i s_i$:
 *
 * $$ J(w, b) = \frac{1}{m} \sum_i s_i \ell_i + \frac{\alpha}{2m} \lVert w \rVert^2, \qquad
 * \ell = \begin{cases} -\log h & y = 1 \\ -\log(1 - h) & y = 0 \end{cases}, \qquad h = \sigma(X w + b) $$
 * $$ \nabla_w J = \frac{1}{m} (X^{\top} S (h - y) + \alpha w), \qquad \frac{\partial J}{\partial b} = \frac{1}{m} \sum_i s_i (h_i - y_i) $$
 *
 * Numerics: $-\log \sigma(z) = \log(1 + e^{-z})$, the softplus of $-z$, and $-\log(1 - \sigma(z))$ that of $z$: finite where $h$ rounds to 0 or 1.
 */
export function logisticCost({ X, y, weights, alpha, fitIntercept }: DescentProblem): Objective {
  const { nSamples, nFeatures: d } = X;
  const blocks = blocksOf(X);
  const m = weights === undefined ? nSamples : weights.reduce((sum, weight) => sum + weight, 0);
  return (theta, gradient) => {
    const b = fitIntercept ? theta[d] : 0;
    let costs = 0;
    let sum = 0;
    const residuals = (Z: Float64Array, from: number): void => {
      for (let p = 0; p < Z.length; p++) Z[p] += b;
      const h = elementsOf(sigmoid(wrap(Z)));
      for (let p = 0; p < Z.length; p++) Z[p] = y[from + p] === 1 ? -Z[p] : Z[p];
      const losses = elementsOf(softplus(wrap(Z)));
      let costsHere = 0;
      let sumHere = 0;
      for (let p = 0; p < Z.length; p++) {
        const s = weights === undefined ? 1 : weights[from + p];
        const r = h[p] - y[from + p];
        costsHere += s * losses[p];
        sumHere += s * r;
        Z[p] = s * r;
      }
      costs += costsHere;
      sum += sumHere;
    };
    const finish = (): number => {
      if (fitIntercept) gradient[d] = sum / m;
      let penalty = 0;
      for (let j = 0; j < d; j++) {
        gradient[j] = (gradient[j] + alpha * theta[j]) / m;
        penalty += alpha * theta[j] * theta[j];
      }
      return (costs + penalty / 2) / m;
    };
    gradient.fill(0);
    return overBlocks(blocks, (block) => block.addGradient(theta, 1, residuals, gradient), finish);
  };
}
