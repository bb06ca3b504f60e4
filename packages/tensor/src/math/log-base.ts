import { highWord, withHighWord } from './bits.ts';
import { logSeries } from './log.ts';

/** $\log_2 x$ in float64, the same bits in every engine; exact for powers of two. */
export function log2Of(x: number): number {
  return logToBase(x, 1, 0, 1.4426950216293335, 1.9259629911266175e-8);
}

/** $\log_{10} x$ in float64, the same bits in every engine. */
export function log10Of(x: number): number {
  return logToBase(x, 0.30102999566361177, 3.694239077158931e-13, 0.4342944622039795, 1.9699272335463627e-8);
}

/**
 * $\log_b x = k \log_b 2 + \ln(1 + f) / \ln b$, where the two factors come in two parts each: the first of $\log_b 2$ with
 * so few bits that k times it is exact, that of $1 / \ln b$ with 24. $\ln(1 + f)$ is split likewise, so that no product rounds
 * but the small ones.
 */
function logToBase(x: number, twoHigh: number, twoLow: number, factorHigh: number, factorLow: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x < 0 ? Number.NaN : x;
  const subnormal = x < 2.2250738585072014e-308;
  const scaled = subnormal ? x * 18014398509481984 : x; // 2^54
  const high = highWord(scaled);
  const fraction = high & 0xfffff;
  const above = fraction > 0x6a09e ? 1 : 0;
  const k = (high >>> 20) - 1023 + above - (subnormal ? 54 : 0);
  const f = withHighWord(scaled, fraction | ((1023 - above) << 20)) - 1;
  const s = f / (2 + f);
  const halfSquare = 0.5 * f * f;
  const head = Math.fround(f - halfSquare);
  const rest = f - head - halfSquare + s * (halfSquare + logSeries(s * s));
  const product = head * factorHigh; // exact
  const whole = k * twoHigh; // exact
  const sum = whole + product;
  const lost = k === 0 ? 0 : whole - sum + product;
  return sum + (lost + (k * twoLow + (rest * factorHigh + (head + rest) * factorLow)));
}
