import type { TypedArray } from '../dtype.ts';
import { DataError } from '../errors.ts';

/**
 * Adds up the weights of one row from left to right: `sums[k]` is $w_0 + \dots + w_k$.
 *
 * @throws DataError unless the weights are ≥ 0 and have a finite sum > 0.
 */
export function addUp(where: string, data: TypedArray, offset: number, sums: Float64Array): void {
  let smallest = Infinity;
  let total = 0;
  for (let k = 0; k < sums.length; k++) {
    const w = data[offset + k];
    smallest = Math.min(smallest, w);
    total += w;
    sums[k] = total;
  }
  if (smallest >= 0 && total > 0 && total < Infinity) return;
  throw new DataError({
    where,
    what: 'weights that cannot be drawn by',
    expected: 'weights ≥ 0 with a finite sum > 0; logits below Infinity, not all -Infinity',
    got: `smallest ${smallest}, sum ${total}`,
  });
}

/** The first place at which the sums pass `target`. */
export function firstAbove(sums: Float64Array, target: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
