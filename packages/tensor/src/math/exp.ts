import { powerOfTwo } from './bits.ts';

/** ln 2 in two parts: the first has trailing zeros, so that k times it is exact. */
export const ln2High = 0.6931471803691238;
/** The rest of ln 2. */
export const ln2Low = 1.9082149292705877e-10;
/** Adding and subtracting 1.5 · 2^52 rounds to a whole number, halves to even. */
export const rounder = 6755399441055744;

/**
 * $e^{x + \delta}$ in float64, the same bits in every engine, where $\delta$ is no more than what rounding would take from $x$: the
 * exponential makes of an absolute error of its exponent a relative one.
 *
 * With $k = \mathrm{round}(x / \ln 2)$ and $r = x + \delta - k \ln 2$, $e^{x + \delta} = 2^k e^r$ where $|r| \le \tfrac12 \ln 2$, and $e^r$ is
 * its Taylor polynomial of degree 13: what is left out is below 4e-18.
 *
 * @example
 * import { expOf } from '@hml/tensor/extend';
 * expOf(1) // 2.718281828459045
 */
export function expOf(x: number, delta = 0): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const k = x * Math.LOG2E + rounder - rounder;
  return expOfParts(k, x - k * ln2High, k * ln2Low - delta); // the difference is exact
}

/** $(e^r - 1 - r) / r^2$ by its Taylor polynomial, from $1 / 12!$ on; `p` is what comes before that. */
export function expSeries(p: number, r: number): number {
  let y = p * r + 1 / 479001600;
  y = y * r + 1 / 39916800;
  y = y * r + 1 / 3628800;
  y = y * r + 1 / 362880;
  y = y * r + 1 / 40320;
  y = y * r + 1 / 5040;
  y = y * r + 1 / 720;
  y = y * r + 1 / 120;
  y = y * r + 1 / 24;
  y = y * r + 1 / 6;
  return y * r + 0.5;
}

/** $2^k e^{h - l}$ for $|h - l| \le \tfrac12 \ln 2$, where $l$ is no more than what rounding would take from $h$. */
export function expOfParts(k: number, high: number, low: number): number {
  const r = high - low;
  const p = expSeries(1 / 6227020800, r);
  const sum = 1 + high;
  const lost = high - (sum - 1); // exact, since |high| < 1
  const y = sum + (lost + (r * r * p - low));
  // In two factors, since 2^k itself may lie outside the normal numbers while the result does not.
  const half = k >> 1;
  return k === 0 ? y : y * powerOfTwo(half) * powerOfTwo(k - half);
}
