import { expOfParts, rounder } from './exp.ts';

/** $2^x$ in float64, the same bits in every engine; exact for whole x. With $k = \mathrm{round}(x)$, $2^x = 2^k e^{(x - k) \ln 2}$. */
export function exp2Of(x: number): number {
  if (x >= 1024) return Infinity;
  if (x < -1075) return 0;
  const k = x + rounder - rounder;
  return expOfParts(k, (x - k) * Math.LN2, 0);
}
