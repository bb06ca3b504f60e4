import { lgamma1pOf, lgammaOf, stirling, stirlingTerms } from './gamma.ts';
import { logOf } from './log.ts';
import { log1pOf } from './log1p.ts';

/** $\ln \mathrm B(a, b) = \ln\Gamma(a) + \ln\Gamma(b) - \ln\Gamma(a + b)$ in float64, without the cancellation that large a or b would bring. */
export function betalnOf(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (!(small > 0 && large < Infinity)) return atTheEdge(small, large);
  if (large < 8) return lgammaOf(small) + lgammaOf(large) - lgammaOf(small + large);
  if (small < 8) return lgammaOf(small) + logGammaRatio(small, large);
  const rest = stirling(small) + stirling(large) - stirling(small + large);
  const ratio = small / large;
  return 0.9189385332046727 - 0.5 * logOf(large) + rest + (small - 0.5) * (logOf(ratio) - log1pOf(ratio)) - large * log1pOf(ratio); // ln(2π)/2
}

/** The limits at the poles and ∞, and the formula itself elsewhere below 0. */
function atTheEdge(small: number, large: number): number {
  if (large === Infinity) return small > 0 ? -Infinity : Number.NaN;
  if (Number.isInteger(small)) return atAPole(small, large);
  return lgammaOf(small) + lgammaOf(large) - lgammaOf(small + large);
}

/** $|\mathrm B(-n, b)| = \mathrm B(n + 1 - b, b)$ where $\Gamma(b - n)$ has a pole as well, which takes that of $\Gamma(-n)$ away. */
function atAPole(pole: number, b: number): number {
  const other = 1 - pole - b;
  return Number.isInteger(b) && other > 0 ? betalnOf(other, b) : Infinity;
}

/** $\ln \frac{\Gamma(q)}{\Gamma(p + q)}$ for $p > 0$, to full relative accuracy also where p is tiny. */
export function logGammaRatio(p: number, q: number): number {
  let sum = 0;
  let v = q;
  for (; v < 8; v++) sum += log1pOf(p / v);
  return sum - (v + p - 0.5) * log1pOf(p / v) - p * (logOf(v) - 1) + stirlingDrop(v, p);
}

/** What Stirling's series loses from v to v + p: each term by $1 - r^m = (1 - r)(1 + r + \dots + r^{m-1})$ with $r = \frac{v}{v + p}$. */
function stirlingDrop(v: number, p: number): number {
  const r = v / (v + p);
  let sum = 0;
  let power = 1 / v;
  let geometric = 1;
  for (let j = stirlingTerms.length - 1; j >= 0; j--) {
    sum += stirlingTerms[j] * power * geometric;
    power /= v * v;
    geometric = 1 + r + r * r * geometric;
  }
  return (p / (v + p)) * sum;
}

/** $\ln (p\, \mathrm B(p, q))$ for $0 < p \le 1$: tiny where p is. */
export function logBetaTimes(p: number, q: number): number {
  return lgamma1pOf(p) + logGammaRatio(p, q);
}
