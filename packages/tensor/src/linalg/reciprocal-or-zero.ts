import { reciprocal } from '../ops/reciprocal.ts';
import { where } from '../ops/where.ts';
import type { Tensor } from '../tensor.ts';

/** $1 / x$, and 0 where x is 0, also for gradients of what is computed with it. */
export function reciprocalOrZero(x: Tensor): Tensor {
  const zero = x.equal(0);
  return where(zero, 0, reciprocal(where(zero, 1, x)));
}
