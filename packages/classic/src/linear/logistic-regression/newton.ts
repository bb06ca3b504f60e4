import { weightedGram } from '@hml/tensor/kernels';
import type { Run } from '../../estimator/fit.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { newtonRun } from '../../optimize/newton.ts';
import type { OptimizeResult, OptimizeState } from '../../optimize/objective.ts';
import { Point } from '../../optimize/point.ts';
import { factorize, solveFactored } from '../least-squares/cholesky-factor.ts';
import type { LogisticLoss } from './loss.ts';

/**
 * Newton's method with the whole second derivative, for few columns: $\nabla^2 J\, \delta = -\nabla J$ by Cholesky, and a line search.
 *
 * $$ \nabla^2_{ab} J = \frac1S \sum_i s_i\, p_{ia} ([a = b] - p_{ib})\, x_i x_i^{\top} + [a = b] \lambda I $$
 *
 * It converges quadratically: some six iterations, whatever the scale of the columns. Cost per iteration: $O(n (kd)^2 + (kd)^3)$.
 */
export function newtonCholeskyRun(loss: LogisticLoss, maxIter: number, tol: number, where: string): Run<OptimizeState, OptimizeResult> {
  const at = new Point((theta, gradient) => loss.evaluate(theta, gradient), new Float64Array(loss.size), maxIter);
  return newtonRun(where, at, tol, function* ({ gradient }) {
    return solveNewton(yield* hessian(loss), gradient);
  });
}

/** $-H^{-1} g$; where H is not positive definite in float64, with as little added to its diagonal as makes it so. */
function solveNewton(H: Float64Array, gradient: Float64Array): Float64Array {
  const size = gradient.length;
  let largest = 0;
  for (let p = 0; p < size; p++) largest = Math.max(largest, H[p * size + p]);
  let added = 0;
  for (let share = 1e-13; ; share *= 100) {
    const factor = factorize(H, size);
    if (factor !== undefined && factor.leastPivot > 1e-15)
      return solveFactored(
        factor,
        gradient.map((g) => -g),
      );
    for (let p = 0; p < size; p++) H[p * size + p] += share * largest - added;
    added = share * largest;
    if (share > 1) return gradient.map((g) => -g);
  }
}

/** The second derivative at the latest evaluation: blocks of classes, the intercepts behind them. */
export function* hessian(loss: LogisticLoss): Ticks<Float64Array> {
  const { k, d, size } = loss;
  const { l2 } = loss.problem;
  const H = new Float64Array(size * size);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      yield* addBlock(loss, H, a, b);
      if (a !== b) continue;
      for (let j = 0; j < d; j++) H[(a * d + j) * size + a * d + j] += l2;
    }
  }
  return H;
}

/** The derivatives by the parameters of classes a and b. */
function* addBlock(loss: LogisticLoss, H: Float64Array, a: number, b: number): Ticks<void> {
  const { k, d, size, probabilities } = loss;
  const { weights, total, fitIntercept } = loss.problem;
  const bordered = d + Number(fitIntercept);
  const place = (c: number, j: number): number => (j < d ? c * d + j : k * d + c);
  for (const { from, to, rows } of loss.blocks) {
    if (rows === undefined) continue;
    const w = new Float64Array(to - from);
    let sum = 0;
    for (let i = from; i < to; i++) {
      const p = probabilities[i * k + a];
      w[i - from] = ((weights === undefined ? 1 : weights[i]) / total) * p * (a === b ? 1 - p : -probabilities[i * k + b]);
      sum += w[i - from];
    }
    const G = weightedGram(rows, d, w);
    const border = fitIntercept ? weightedSums(rows, d, w) : undefined;
    for (let i = 0; i < bordered; i++) {
      for (let j = 0; j < bordered; j++) {
        const value = i < d && j < d ? G[i * d + j] : i === j ? sum : (border?.[Math.min(i, j)] ?? 0);
        H[place(a, i) * size + place(b, j)] += value;
        if (a !== b) H[place(b, j) * size + place(a, i)] += value;
      }
    }
    yield;
  }
}

function weightedSums(rows: Float64Array, d: number, w: Float64Array): Float64Array {
  const sums = new Float64Array(d);
  for (let i = 0, p = 0; i < w.length; i++) for (let j = 0; j < d; j++, p++) sums[j] += w[i] * rows[p];
  return sums;
}
