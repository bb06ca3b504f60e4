import { highWord, withHighWord } from './bits.ts';
import { ln2High, ln2Low } from './exp.ts';
import { logSeries } from './log.ts';

/**
 * $\ln(1 + x)$ in float64, the same bits in every engine.
 *
 * As $\ln$, for $u = 1 + x = 2^k (1 + f)$. Where $k = 0$, $f = x$ exactly; elsewhere what rounding took from $u$ comes back
 * as a correction of the first order; it is found exactly on either side of 1.
 *
 * @example
 * import { log1pOf } from '@hml/tensor/extend';
 * log1pOf(1) // 0.6931471805599453
 */
export function log1pOf(x: number): number {
  if (!(x > -1) || x === Infinity || x === 0) return x === -1 ? -Infinity : x < -1 ? Number.NaN : x; // −0 stays −0
  const u = 1 + x;
  const high = highWord(u);
  const fraction = high & 0xfffff;
  const above = fraction > 0x6a09e ? 1 : 0;
  const k = (high >>> 20) - 1023 + above;
  const f = k === 0 ? x : withHighWord(u, fraction | ((1023 - above) << 20)) - 1;
  const lost = k === 0 ? 0 : (x < 1 ? x - (u - 1) : 1 - (u - x)) / u;
  const s = f / (2 + f);
  const halfSquare = 0.5 * f * f;
  return k * ln2High - (halfSquare - (s * (halfSquare + logSeries(s * s)) + (k * ln2Low + lost)) - f);
}
