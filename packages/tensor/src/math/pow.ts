import { highWord, withHighWord } from './bits.ts';
import { expOfParts, ln2High, ln2Low, rounder } from './exp.ts';
import { logSeriesRest } from './log.ts';

/**
 * $x^y$ in float64, the same bits in every engine, with the special cases of IEEE 754. Exponents ±½, ±1, 2 and 3 are
 * computed directly, the others as $e^{y \ln x}$ with a product of about 65 right bits.
 */
export function powOf(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (y === 3) return x * x * x;
  if (y === -1) return 1 / x;
  const a = Math.abs(x);
  if (y === 0.5 || y === -0.5) {
    const root = x === -Infinity ? Infinity : Math.sqrt(x + 0); // the power of −0 is 0, its root −0
    return y > 0 ? root : 1 / root;
  }
  if (!(a >= 0) || Number.isNaN(y)) return Number.NaN;
  if (Math.abs(y) === Infinity) return a === 1 ? 1 : a > 1 === y > 0 ? Infinity : 0;
  const negative = x < 0 || (x === 0 && 1 / x < 0);
  const odd = Math.abs(y % 2) === 1;
  const size = a === 0 || a === Infinity ? ((a === 0) === y < 0 ? Infinity : 0) : a === 1 ? 1 : positivePower(a, y);
  if (negative && x !== 0 && a !== Infinity && y !== Math.floor(y)) return Number.NaN;
  return negative && odd ? -size : size;
}

/** What rounding took from the product p of a and b: Dekker's product, with halves by Veltkamp. */
export function lostInProduct(a: number, b: number, p: number): number {
  const aBig = a * 134217729;
  const bBig = b * 134217729;
  const aHigh = aBig - (aBig - a);
  const bHigh = bBig - (bBig - b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aHigh * bHigh - p + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** A number as the sum of two: what float64 holds of it, and what is left. */
export interface TwoParts {
  readonly high: number;
  readonly low: number;
}

/** $a^y$ for finite $a > 0$ and $y$. */
function positivePower(a: number, y: number): number {
  const { high: log, low: logLow } = logInTwo(a);
  const product = y * log;
  if (product > 750) return Infinity;
  if (product < -750) return 0;
  const n = product * Math.LOG2E + rounder - rounder;
  return expOfParts(n, product - n * ln2High, n * ln2Low - (lostInProduct(y, log, product) + y * logLow));
}

/**
 * $\ln a$ for finite $a > 0$, to about 65 bits. With $a = 2^k m$ and $s = (m - 1) / (m + 1)$, $\ln m = 2s + s^3 (\tfrac23 + \tfrac25 s^2 + \dots)$;
 * the terms written out in two numbers each, those from $s^5$ on need but one.
 */
export function logInTwo(a: number): TwoParts {
  const subnormal = a < 2.2250738585072014e-308;
  const scaled = subnormal ? a * 18014398509481984 : a; // 2^54
  const word = highWord(scaled);
  const fraction = word & 0xfffff;
  const above = fraction > 0x6a09e ? 1 : 0;
  const k = (word >>> 20) - 1023 + above - (subnormal ? 54 : 0);
  const m = withHighWord(scaled, fraction | ((1023 - above) << 20));
  const f = m - 1;
  const d = m + 1;
  const s = f / d;
  const p = s * d;
  const sLow = (f - p - lostInProduct(s, d, p) - s * (m - (d - 1))) / d;
  const z = s * s;
  const zLow = lostInProduct(s, s, z) + 2 * s * sLow;
  const q = z * logSeriesRest(z);
  const u = 2 / 3 + q;
  const uLow = 2 / 3 - u + q + 3.700743415417188e-17;
  const v = z * u;
  const vLow = lostInProduct(z, u, v) + z * uLow + zLow * u;
  const t = s * v;
  const tLow = lostInProduct(s, v, t) + s * vLow + sLow * v;
  const head = 2 * s + t;
  const headLow = 2 * s - head + t + (tLow + 2 * sLow);
  const whole = k * ln2High; // exact
  const high = whole + head;
  return { high, low: (k === 0 ? 0 : whole - high + head) + (headLow + k * ln2Low) };
}
