import { highWord, withHighWord } from './bits.ts';
import { ln2High, ln2Low } from './exp.ts';

/**
 * $\ln x$ in float64, the same bits in every engine.
 *
 * With $x = 2^k (1 + f)$, $\sqrt{1/2} < 1 + f \le \sqrt 2$, and $s = f / (2 + f)$,
 * $\ln(1 + f) = 2 \operatorname{artanh} s = 2s + \tfrac23 s^3 + \tfrac25 s^5 + \dots$ The sum is arranged as
 * $f - (f^2/2 - s (f^2/2 + R))$, so that the first, exact term carries the rounding error.
 *
 * @see K. C. Ng's logarithm in fdlibm (1993), whose arrangement this is; the coefficients here are those of the series.
 */
export function logOf(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x < 0 ? Number.NaN : x;
  const subnormal = x < 2.2250738585072014e-308;
  const scaled = subnormal ? x * 18014398509481984 : x; // 2^54
  const high = highWord(scaled);
  // Halves above √2 are counted to the next power, so that f stays small on both sides of 1.
  const fraction = high & 0xfffff;
  const above = fraction > 0x6a09e ? 1 : 0;
  const k = (high >>> 20) - 1023 + above - (subnormal ? 54 : 0);
  const f = withHighWord(scaled, fraction | ((1023 - above) << 20)) - 1;
  const s = f / (2 + f);
  const halfSquare = 0.5 * f * f;
  return k * ln2High - (halfSquare - (s * (halfSquare + logSeries(s * s)) + k * ln2Low) - f);
}

/** $\ln\frac{1 + s}{1 - s} / s - 2$ for $z = s^2$, $|s| \le 0.172$: its series $\tfrac23 z + \tfrac25 z^2 + \dots$ up to $z^{11}$. */
export function logSeries(z: number): number {
  return (logSeriesRest(z) * z + 2 / 3) * z;
}

/** $\tfrac25 + \tfrac27 z + \dots$ up to $z^9$. */
export function logSeriesRest(z: number): number {
  let r = 2 / 23;
  r = r * z + 2 / 21;
  r = r * z + 2 / 19;
  r = r * z + 2 / 17;
  r = r * z + 2 / 15;
  r = r * z + 2 / 13;
  r = r * z + 2 / 11;
  r = r * z + 2 / 9;
  r = r * z + 2 / 7;
  return r * z + 2 / 5;
}
