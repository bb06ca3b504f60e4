import { exp, log, sigmoid, softplus, wrap } from '@hml/tensor';
import type { Ticks } from '../../estimator/rows.ts';
import { elementsOf } from '../elements.ts';
import type { Block } from './blocks.ts';
import { blocksOf } from './blocks.ts';
import type { LogisticProblem } from './problem.ts';

/**
 * The cost of logistic regression and its derivatives, on centred columns; the parameters are $\theta = (W, b)$, [k, d] and [k].
 *
 * $$ J(\theta) = \frac{1}{S} \sum_i s_i \ell_i + \frac{\lambda}{2} \lVert W \rVert^2, \qquad z_i = W x_i + b $$
 *
 * For two classes, or one against the rest, $k = 1$ and $\ell = \log(1 + e^{z}) - y z$; for more, $k$ is their number and
 * $\ell = \log \sum_c e^{z_c} - z_y$. Either way $\partial \ell / \partial z = p - y$, with $p = \sigma(z)$ or $\operatorname{softmax}(z)$.
 */
export class LogisticLoss {
  /** How many rows of weights there are: 1, or one per class. */
  readonly k: number;
  /** How many parameters. */
  readonly size: number;
  /** $p$ of each row [n, k], from the latest {@link evaluate}. */
  readonly probabilities: Float64Array;
  /** Rows for gradients. */
  readonly blocks: readonly Block[];
  readonly problem: LogisticProblem;
  /** The class that counts as 1 where k is 1. */
  readonly #positive: number;
  readonly #at: Float64Array;

  constructor(problem: LogisticProblem, k: number, positive: number) {
    this.problem = problem;
    this.k = k;
    this.size = k * problem.d + (problem.fitIntercept ? k : 0);
    this.blocks = problem.blocks ?? blocksOf(problem.X);
    this.probabilities = new Float64Array(problem.n * k);
    this.#positive = positive;
    this.#at = new Float64Array(this.size).fill(Number.NaN);
  }

  /** $J(\theta)$; writes the gradient. The penalty `l2` is λ. */
  *evaluate(theta: Float64Array, gradient: Float64Array, l2: number = this.problem.l2): Ticks<number> {
    const { k, probabilities } = this;
    const { d, n, codes, weights, total } = this.problem;
    this.#at.set(theta);
    const sums = new Float64Array(k);
    const shift = this.#intercepts(theta);
    gradient.fill(0);
    let value = 0;
    for (const block of this.blocks) {
      const { from, to } = block;
      const Z = block.times(theta, k).slice();
      for (let p = 0, c = 0; p < Z.length; p++) {
        Z[p] += shift[c];
        c = c + 1 === k ? 0 : c + 1;
      }
      const P = probabilities.subarray(from * k, to * k);
      const R = new Float64Array(P.length);
      value += k === 1 ? this.#twoClasses(Z, P, from) : manyClasses(Z, P, k, codes, weights, from);
      residuals(P, R, k, codes, k === 1 ? this.#positive : -1, weights, total, from, sums); //  s (p − y)
      block.addTransposed(R, k, gradient); //                                                 Xᵀ s (p − y)
      yield;
    }
    this.#finish(gradient, sums);
    let squares = 0;
    for (let p = 0; p < k * d; p++) {
      gradient[p] += l2 * theta[p];
      squares += theta[p] * theta[p];
    }
    return n === 0 ? 0 : value / total + 0.5 * l2 * squares;
  }

  /** $\nabla^2 J(\theta)\, v$: with $u = X v$, $X^{\top} s\, p\,(u - p^{\top} u)$, or $X^{\top} s\, p (1 - p) u$ for two classes. */
  *hessianProduct(theta: Float64Array, v: Float64Array, product: Float64Array): Ticks<undefined> {
    const { k, probabilities } = this;
    const { d, weights, total, l2 } = this.problem;
    if (theta.some((value, p) => value !== this.#at[p])) yield* this.evaluate(theta, product);
    const shift = this.#intercepts(v);
    const sums = new Float64Array(k);
    product.fill(0);
    for (const block of this.blocks) {
      const U = block.times(v, k).slice();
      for (let i = block.from, p = 0; i < block.to; i++, p += k) {
        const s = (weights === undefined ? 1 : weights[i]) / total;
        let mean = 0;
        for (let c = 0; c < k; c++) mean += probabilities[i * k + c] * (U[p + c] + shift[c]);
        for (let c = 0; c < k; c++) {
          const q = probabilities[i * k + c];
          const u = U[p + c] + shift[c];
          U[p + c] = s * q * (k === 1 ? (1 - q) * u : u - mean);
          sums[c] += U[p + c];
        }
      }
      block.addTransposed(U, k, product);
      yield;
    }
    this.#finish(product, sums);
    for (let p = 0; p < k * d; p++) product[p] += l2 * v[p];
    return undefined;
  }

  /** $b$, less $W \mu$ where the columns could not be centred themselves. */
  #intercepts(theta: Float64Array): Float64Array {
    const { d, fitIntercept, mean } = this.problem;
    return Float64Array.from({ length: this.k }, (_, c) => {
      let b = fitIntercept ? theta[this.k * d + c] : 0;
      if (mean !== undefined) for (let j = 0; j < d; j++) b -= theta[c * d + j] * mean[j];
      return b;
    });
  }

  /** The part of a gradient that comes with the intercepts. */
  #finish(gradient: Float64Array, sums: Float64Array): void {
    const { d, fitIntercept, mean } = this.problem;
    if (fitIntercept) gradient.set(sums, this.k * d);
    if (mean !== undefined) for (let c = 0; c < this.k; c++) for (let j = 0; j < d; j++) gradient[c * d + j] -= sums[c] * mean[j];
  }

  #twoClasses(Z: Float64Array, P: Float64Array, from: number): number {
    const { codes, weights } = this.problem;
    const z = wrap(Z);
    P.set(elementsOf(sigmoid(z)));
    const losses = elementsOf(softplus(z)); //                       log(1 + eᶻ)
    let value = 0;
    for (let p = 0; p < Z.length; p++) {
      const s = weights === undefined ? 1 : weights[from + p];
      value += s * (codes[from + p] === this.#positive ? losses[p] - Z[p] : losses[p]);
    }
    return value;
  }
}

/** $s (p - y)$ of some rows, and their sums by class. */
function residuals(
  P: Float64Array,
  R: Float64Array,
  k: number,
  codes: Int32Array,
  positive: number,
  weights: Float64Array | undefined,
  total: number,
  from: number,
  sums: Float64Array,
): void {
  const rows = P.length / k;
  for (let i = 0, p = 0; i < rows; i++) {
    const s = (weights === undefined ? 1 : weights[from + i]) / total;
    const own = k > 1 ? codes[from + i] : codes[from + i] === positive ? 0 : -1;
    for (let c = 0; c < k; c++, p++) {
      R[p] = s * (c === own ? P[p] - 1 : P[p]);
      sums[c] += R[p];
    }
  }
}

/** Writes softmax(Z) to P and returns the weighted sum of $\log \sum_c e^{z_c} - z_y$; the largest $z$ of a row is taken out, so that nothing overflows. */
function manyClasses(
  Z: Float64Array,
  P: Float64Array,
  k: number,
  codes: Int32Array,
  weights: Float64Array | undefined,
  from: number,
): number {
  const rows = Z.length / k;
  for (let i = 0, p = 0; i < rows; i++, p += k) {
    let largest = Z[p];
    for (let c = 1; c < k; c++) if (Z[p + c] > largest) largest = Z[p + c];
    for (let c = 0; c < k; c++) Z[p + c] -= largest;
  }
  const E = elementsOf(exp(wrap(Z)));
  const sums = new Float64Array(rows);
  for (let i = 0, p = 0; i < rows; i++) {
    let sum = 0;
    for (let c = 0; c < k; c++) sum += E[p + c];
    sums[i] = sum;
    for (let c = 0; c < k; c++, p++) P[p] = E[p] / sum;
  }
  const logs = elementsOf(log(wrap(sums)));
  let value = 0;
  for (let i = 0; i < rows; i++) {
    const s = weights === undefined ? 1 : weights[from + i];
    value += s * (logs[i] - Z[i * k + codes[from + i]]);
  }
  return value;
}
