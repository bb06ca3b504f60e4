import { weightedGram } from '@hml/tensor/kernels';
import type { Ticks } from '../../estimator/rows.ts';
import type { LogisticLoss } from './loss.ts';

/**
 * The second derivative at the latest evaluation, of dense rows: blocks of classes a and b, the intercepts behind all weights.
 *
 * $$ \nabla^2_{ab} J = \frac1S \sum_i s_i\, p_{ia} ([a = b] - p_{ib})\, x_i x_i^{\top} + [a = b] \lambda I $$
 */
export function* hessian(loss: LogisticLoss): Ticks<Float64Array> {
  const { k, d, size } = loss;
  const { l2 } = loss.problem;
  const H = new Float64Array(size * size);
  const place = (c: number, j: number): number => (j < d ? c * d + j : k * d + c);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const block = yield* classHessian(loss, a, b);
      const width = Math.sqrt(block.length);
      for (let i = 0, p = 0; i < width; i++) {
        for (let j = 0; j < width; j++, p++) {
          const value = a === b && i === j && i < d ? block[p] + l2 : block[p];
          H[place(a, i) * size + place(b, j)] = value;
          H[place(b, j) * size + place(a, i)] = value;
        }
      }
    }
  }
  return H;
}

/** The part of {@link hessian} by the parameters of classes a and b, each with its intercept last, and without the penalty. */
export function* classHessian(loss: LogisticLoss, a: number, b: number): Ticks<Float64Array> {
  const { k, d, probabilities } = loss;
  const { weights, total, fitIntercept } = loss.problem;
  const width = d + Number(fitIntercept);
  const H = new Float64Array(width * width);
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
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) H[i * width + j] += G[i * d + j];
    if (fitIntercept) {
      const border = weightedSums(rows, d, w);
      for (let j = 0; j < d; j++) {
        H[d * width + j] += border[j];
        H[j * width + d] += border[j];
      }
      H[d * width + d] += sum;
    }
    yield;
  }
  return H;
}

function weightedSums(rows: Float64Array, d: number, w: Float64Array): Float64Array {
  const sums = new Float64Array(d);
  for (let i = 0, p = 0; i < w.length; i++) for (let j = 0; j < d; j++, p++) sums[j] += w[i] * rows[p];
  return sums;
}
