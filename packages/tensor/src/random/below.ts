import type { Uniforms } from './sample.ts';

/**
 * A whole number from 0 to $n - 1$, each equally likely, for $n \le 2^{53}$: of the $2^{53}$ numbers that the bits can be, those beyond
 * the last multiple of n are drawn again.
 */
export function below(n: number, uniforms: Uniforms, counter: number): number {
  const end = 2 ** 53 - (2 ** 53 % n);
  for (let part = 0; ; part++) {
    const bits = uniforms(counter, part) * 2 ** 53;
    if (bits < end) return bits % n;
  }
}
