import type { Tensor } from '@hml/tensor';

/** How far numbers may lie apart: $|a - e| \le \text{atol} + \text{rtol}\,|e|$. */
export interface Tolerance {
  /** Relative to the expected number. @defaultValue 0 */
  readonly rtol?: number;
  /** Absolute. @defaultValue 0 */
  readonly atol?: number;
}

/** Whether two numbers agree; NaN agrees with NaN alone, an infinity with itself alone, and 0 with −0. */
export function isClose(actual: number, expected: number, { rtol = 0, atol = 0 }: Tolerance): boolean {
  if (Number.isNaN(expected) || Number.isNaN(actual)) return Number.isNaN(expected) && Number.isNaN(actual);
  if (actual === expected) return true;
  return Number.isFinite(expected) && Math.abs(actual - expected) <= atol + rtol * Math.abs(expected);
}

/**
 * Throws unless two tensors have the same shape, dtype and, within tolerance, elements. The message names the element that is worst off.
 *
 * @throws Error with index, got, expected and the worst difference.
 * @example
 * import { assertClose } from '@hml/testing';
 * import { tensor } from '@hml/tensor';
 * assertClose(tensor([1, 2]), tensor([1, 2 + 1e-12]), { rtol: 1e-9 }) // undefined
 */
export function assertClose(actual: Tensor, expected: Tensor, tolerance: Tolerance = {}): void {
  const kind = (x: Tensor): string => `${x.dtype} [${x.shape.join(', ')}]`;
  if (kind(actual) !== kind(expected)) throw new Error(`got ${kind(actual)}, expected ${kind(expected)}`);
  const [a, e] = [actual.toTypedArray(), expected.toTypedArray()];
  let worst = -1;
  let difference = -1;
  for (let i = 0; i < a.length; i++) {
    if (isClose(a[i], e[i], tolerance)) continue;
    const off = Number.isFinite(a[i] - e[i]) ? Math.abs(a[i] - e[i]) : Infinity;
    if (off > difference) [worst, difference] = [i, off];
  }
  if (worst >= 0) throw new Error(`element ${worst} of ${kind(actual)}: got ${a[worst]}, expected ${e[worst]}, off by ${difference}`);
}

/** Throws unless two tensors are the same to the last bit, but for the sign of zero and the payload of NaN. */
export function assertSame(actual: Tensor, expected: Tensor): void {
  assertClose(actual, expected);
}
