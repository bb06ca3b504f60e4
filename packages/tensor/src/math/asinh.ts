import { logOf } from './log.ts';
import { log1pOf } from './log1p.ts';

/** Beyond this, $x^2 + 1$ and $x^2$ are the same number. */
const large = 2 ** 28;

/** $\operatorname{arsinh} x$ in float64, the same bits in every engine: $\ln(1 + |x| + x^2 / (1 + \sqrt{x^2 + 1}))$ with the sign of x. */
export function asinhOf(x: number): number {
  const a = Math.abs(x);
  const y = a > large ? logOf(a) + Math.LN2 : log1pOf(a + (a * a) / (1 + Math.sqrt(a * a + 1)));
  return x < 0 ? -y : x === 0 ? x : y; // −0 stays −0
}

/** $\operatorname{arcosh} x$ in float64, the same bits in every engine: with $t = x - 1$, $\ln(1 + t + \sqrt{2t + t^2})$. */
export function acoshOf(x: number): number {
  if (!(x >= 1)) return Number.NaN;
  if (x > large) return logOf(x) + Math.LN2;
  const t = x - 1;
  return log1pOf(t + Math.sqrt(2 * t + t * t));
}

/** $\operatorname{artanh} x$ in float64, the same bits in every engine: $\tfrac12 \ln(1 + 2|x| / (1 - |x|))$ with the sign of x. */
export function atanhOf(x: number): number {
  const a = Math.abs(x);
  const y = 0.5 * log1pOf(a < 0.5 ? 2 * a + (2 * a * a) / (1 - a) : (2 * a) / (1 - a));
  return x < 0 ? -y : x === 0 ? x : y; // −0 stays −0
}
