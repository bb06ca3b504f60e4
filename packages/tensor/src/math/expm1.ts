import { powerOfTwo } from './bits.ts';
import { expSeries, ln2High, ln2Low, rounder } from './exp.ts';

/**
 * $e^x - 1$ in float64, the same bits in every engine.
 *
 * As $e^x$, with $x = k \ln 2 + r$: $2^k ((1 - 2^{-k}) + (e^r - 1))$, where $1 - 2^{-k}$ is exact and $e^r - 1$ is its Taylor
 * polynomial of degree 14. What that leaves out is below 2e-19 of it.
 */
export function expm1Of(x: number): number {
  if (x === 0 || x > 709.782712893384) return x === 0 ? x : Infinity; // −0 stays −0
  if (x < -37.5) return -1;
  const k = x * Math.LOG2E + rounder - rounder;
  const high = x - k * ln2High; // exact
  const low = k * ln2Low;
  const r = high - low;
  const p = expSeries((1 / 87178291200) * r + 1 / 6227020800, r);
  const whole = k > 60 ? 1 : 1 - powerOfTwo(-k);
  const sum = whole + high;
  const lost = high - (sum - whole); // exact, since |high| < |whole| or whole is 0
  const y = sum + (lost + (r * r * p - low));
  const half = k >> 1;
  return y * powerOfTwo(half) * powerOfTwo(k - half);
}
