import { exp, log, log1p, wrap } from '@hml/tensor';
import type { Ticks } from '../../estimator/rows.ts';
import { settle } from '../../estimator/rows.ts';
import type { Block } from '../blocks.ts';
import { blocksOf, overBlocks } from '../blocks.ts';
import { elementsOf } from '../elements.ts';
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
  /** How many columns. */
  readonly d: number;
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
    this.d = problem.X.nFeatures;
    this.size = k * this.d + (problem.fitIntercept ? k : 0);
    this.blocks = problem.blocks ?? blocksOf(problem.X);
    this.probabilities = new Float64Array(problem.X.nSamples * k);
    this.#positive = positive;
    this.#at = new Float64Array(this.size).fill(Number.NaN);
  }

  /** $J(\theta)$; writes the gradient. The penalty `l2` is λ. */
  evaluate(theta: Float64Array, gradient: Float64Array, l2: number = this.problem.l2): number | Ticks<number> {
    const { k, d, probabilities } = this;
    const { total } = this.problem;
    this.#at.set(theta);
    const sums = new Float64Array(k);
    const shift = this.#intercepts(theta);
    gradient.fill(0);
    let value = 0;
    const residuals = (Z: Float64Array, from: number, to: number): void => {
      addToRows(Z, shift);
      const P = probabilities.subarray(from * k, to * k);
      value += k === 1 ? this.#twoClasses(Z, P, from, sums) : manyClasses(Z, P, from, sums, this.problem);
    };
    const finish = (): number => {
      this.#finish(gradient, sums);
      let squares = 0;
      for (let p = 0; p < k * d; p++) {
        gradient[p] += l2 * theta[p];
        squares += theta[p] * theta[p];
      }
      return value / total + 0.5 * l2 * squares;
    };
    return overBlocks(this.blocks, (block) => block.addGradient(theta, k, residuals, gradient), finish); // Xᵀ s (p − y)
  }

  /** $\nabla^2 J(\theta)\, v$: with $u = X v$, $X^{\top} s\, p\,(u - p^{\top} u)$, or $X^{\top} s\, p (1 - p) u$ for two classes. */
  *hessianProduct(theta: Float64Array, v: Float64Array, product: Float64Array): Ticks<undefined> {
    const { k, d, probabilities } = this;
    const { weights, total, l2 } = this.problem;
    if (theta.some((value, p) => value !== this.#at[p])) yield* settle(this.evaluate(theta, product));
    const shift = this.#intercepts(v);
    const sums = new Float64Array(k);
    product.fill(0);
    const curved = (U: Float64Array, from: number, to: number): void => {
      addToRows(U, shift);
      for (let i = from, p = 0; i < to; i++, p += k) {
        const s = (weights === undefined ? 1 : weights[i]) / total;
        let mean = 0;
        for (let c = 0; c < k; c++) mean += probabilities[i * k + c] * U[p + c];
        for (let c = 0; c < k; c++) {
          const q = probabilities[i * k + c];
          const u = U[p + c];
          U[p + c] = s * q * (k === 1 ? (1 - q) * u : u - mean);
          sums[c] += U[p + c];
        }
      }
    };
    const finish = (): undefined => {
      this.#finish(product, sums);
      for (let p = 0; p < k * d; p++) product[p] += l2 * v[p];
    };
    return yield* settle(overBlocks(this.blocks, (block) => block.addGradient(v, k, curved, product), finish));
  }

  /** $b$, less $W \mu$ where the columns could not be centred themselves. */
  #intercepts(theta: Float64Array): Float64Array {
    const { k, d } = this;
    const { fitIntercept, mean } = this.problem;
    return Float64Array.from({ length: k }, (_, c) => {
      let b = fitIntercept ? theta[k * d + c] : 0;
      if (mean !== undefined) for (let j = 0; j < d; j++) b -= theta[c * d + j] * mean[j];
      return b;
    });
  }

  /** The part of a gradient that comes with the intercepts. */
  #finish(gradient: Float64Array, sums: Float64Array): void {
    const { k, d } = this;
    const { fitIntercept, mean } = this.problem;
    if (fitIntercept) gradient.set(sums, k * d);
    if (mean !== undefined) for (let c = 0; c < k; c++) for (let j = 0; j < d; j++) gradient[c * d + j] -= sums[c] * mean[j];
  }

  /**
   * The weighted sum of $\log(1 + e^z) - yz$; writes $p = \sigma(z)$ to P and $s (p - y) / S$ to Z, and adds up the latter. All comes from
   * $e^{-|z|}$, which does not overflow.
   */
  #twoClasses(Z: Float64Array, P: Float64Array, from: number, sums: Float64Array): number {
    const { codes, weights, total } = this.problem;
    for (let p = 0; p < Z.length; p++) P[p] = -Math.abs(Z[p]);
    const E = exp(wrap(P));
    const [e, logs] = [elementsOf(E), elementsOf(log1p(E))];
    let value = 0;
    let sum = 0;
    for (let p = 0; p < Z.length; p++) {
      const z = Z[p];
      const s = weights === undefined ? 1 : weights[from + p];
      const own = codes[from + p] === this.#positive;
      const share = (z < 0 ? e[p] : 1) / (1 + e[p]);
      P[p] = share;
      Z[p] = (s / total) * (own ? share - 1 : share);
      sum += Z[p];
      value += s * (logs[p] + Math.max(own ? -z : z, 0));
    }
    sums[0] += sum;
    return value;
  }
}

/** Adds a row to each row of Z. */
function addToRows(Z: Float64Array, row: Float64Array): void {
  const k = row.length;
  if (k === 1) for (let p = 0; p < Z.length; p++) Z[p] += row[0];
  else for (let p = 0; p < Z.length; p += k) for (let c = 0; c < k; c++) Z[p + c] += row[c];
}

/**
 * The weighted sum of $\log \sum_c e^{z_c} - z_y$; writes $p = \operatorname{softmax}(z)$ to P and $s (p - y) / S$ to Z, and adds up the
 * latter by class. The largest $z$ of a row is taken out, so that nothing overflows.
 */
function manyClasses(
  Z: Float64Array,
  P: Float64Array,
  from: number,
  sums: Float64Array,
  { codes, weights, total }: LogisticProblem,
): number {
  const k = sums.length;
  const rows = Z.length / k;
  for (let i = 0, p = 0; i < rows; i++, p += k) {
    let largest = Z[p];
    for (let c = 1; c < k; c++) if (Z[p + c] > largest) largest = Z[p + c];
    for (let c = 0; c < k; c++) Z[p + c] -= largest;
  }
  const E = elementsOf(exp(wrap(Z)));
  const exponentials = new Float64Array(rows);
  for (let i = 0, p = 0; i < rows; i++) for (let c = 0; c < k; c++, p++) exponentials[i] += E[p];
  const logs = elementsOf(log(wrap(exponentials)));
  let value = 0;
  for (let i = 0, p = 0; i < rows; i++) {
    const s = weights === undefined ? 1 : weights[from + i];
    const own = p + codes[from + i];
    value += s * (logs[i] - Z[own]);
    for (let c = 0; c < k; c++, p++) {
      P[p] = E[p] / exponentials[i];
      Z[p] = (s / total) * (p === own ? P[p] - 1 : P[p]);
      sums[c] += Z[p];
    }
  }
  return value;
}
