import { argsort, wrap } from '@hml/tensor';
import type { Scored } from './binary.ts';

/** The area under points whose x ascend. */
export function trapezoids(x: Float64Array, y: Float64Array): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) area += ((x[i] - x[i - 1]) * (y[i] + y[i - 1])) / 2;
  return area;
}

/** What lies at or above each of the different scores, from the highest down. */
export interface Steps {
  readonly falsePositives: Float64Array;
  readonly truePositives: Float64Array;
  readonly thresholds: Float64Array;
}

/** Adds up weights from the highest score down; samples of weight 0 make no step. */
export function cumulate({ positive, scores, weights }: Scored): Steps {
  const sorted = argsort(wrap(scores), -1, { descending: true }).toTypedArray();
  const order = weights === undefined ? sorted : sorted.filter((i) => weights[i] > 0);
  const [falsePositives, truePositives, thresholds]: [number[], number[], number[]] = [[], [], []];
  let [fp, tp] = [0, 0];
  order.forEach((i, place) => {
    const weight = weights?.[i] ?? 1;
    if (positive[i] === 1) tp += weight;
    else fp += weight;
    if (place + 1 < order.length && scores[order[place + 1]] === scores[i]) return;
    falsePositives.push(fp);
    truePositives.push(tp);
    thresholds.push(scores[i]);
  });
  return {
    falsePositives: Float64Array.from(falsePositives),
    truePositives: Float64Array.from(truePositives),
    thresholds: Float64Array.from(thresholds),
  };
}
