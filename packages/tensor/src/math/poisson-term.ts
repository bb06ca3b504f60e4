import { expOf } from './exp.ts';
import { gamma1pOf, lgammaOf, stirling } from './gamma.ts';
import { logOf } from './log.ts';
import { logInTwo, lostInProduct, powOf, type TwoParts } from './pow.ts';

/** From here on Stirling's series holds. */
const large = 8;

/** What rounding took from the sum s of a and b. */
export function lostInSum(a: number, b: number, s: number): number {
  const part = s - a;
  return a - (s - part) + (b - part);
}

/**
 * The deviance $B(k, \lambda) = k \ln \frac{k}{\lambda} + \lambda - k$ for $k > 0$ and $\lambda = x + \text{low} > 0$, to about 60 bits, so that
 * $e^{-B}$ keeps its relative accuracy down to the smallest numbers.
 *
 * Where $k$ and $\lambda$ are close, $B = (k - \lambda) v + 2k (\tfrac{v^3}{3} + \tfrac{v^5}{5} + \dots)$ with $v = (k - \lambda) / (k + \lambda)$, which
 * does not cancel; elsewhere the logarithm comes in two numbers.
 *
 * @see C. Loader, "Fast and accurate computation of binomial probabilities" (2000): the deviance and its series.
 */
export function devianceOf(k: number, x: number, low = 0): TwoParts {
  const d = k - x;
  const dLow = lostInSum(k, -x, d) - low;
  const s = k + x;
  if (s >= 1e290) {
    const { high, low: rest } = devianceOf(k * 2 ** -100, x * 2 ** -100, low * 2 ** -100); // the exact products below would overflow
    return { high: high * 2 ** 100, low: rest * 2 ** 100 };
  }
  const v = d / s;
  if (Math.abs(v) < 0.01) {
    const p = v * s;
    const vLow = (d - p - lostInProduct(v, s, p) + dLow - v * (lostInSum(k, x, s) + low)) / s;
    const z = v * v;
    const head = d * v;
    const rest = 2 * k * v * z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z / 11))));
    return inTwo(head, lostInProduct(d, v, head) + (d + dLow) * vLow + dLow * v + rest);
  }
  const q = x / k;
  if (!(q > 1e-290 && q < 1e290)) return { high: k * (logOf(k) - logOf(x)) - d, low: 0 }; // the exact products below would leave the normal numbers
  const p = q * k;
  const log = logInTwo(q);
  const t = k * log.high;
  const tLow = lostInProduct(k, log.high, t) + k * (log.low + (x - p - lostInProduct(q, k, p) + low) / x);
  const sum = -d - t;
  return inTwo(sum, lostInSum(-d, -t, sum) - dLow - tLow);
}

/** The sum of a number and a smaller one, in two parts. */
function inTwo(a: number, b: number): TwoParts {
  const high = a + b;
  return { high, low: a - high + b };
}

/** $e^{-B} (1 + \text{low})$ … for a deviance and what else is taken from the exponent. */
export function expOfDeviance({ high, low }: TwoParts, more = 0): number {
  const sum = inTwo(-high, -more);
  return expOf(sum.high, sum.low - low);
}

/** A term of the Poisson distribution, $\frac{\lambda^k e^{-\lambda}}{\Gamma(k + 1)}$ for real $k \ge 0$ and $\lambda = x + \text{low} \ge 0$. */
export function poissonTermOf(k: number, x: number, low = 0): number {
  if (x === 0) return k === 0 ? 1 : 0;
  if (k >= large) return expOfDeviance(devianceOf(k, x, low), stirling(k)) / Math.sqrt(2 * Math.PI * k);
  if (x > 2000) return 0;
  const half = expOf(-0.5 * x); // in two factors, since the power may be large where the exponential underflows
  const shift = x > 1e-290 ? (k / x - 1) * low : 0; // x is rounded itself down there
  return ((powOf(x, k) * half) / gamma1pOf(k)) * half * (1 + shift);
}

/** The least normal number: below it digits are lost. */
const leastNormal = 2.2250738585072014e-308;

/**
 * $(a - 1) \ln \lambda - \lambda - \ln\Gamma(a)$ for $a > 0$ and $\lambda = x r$: the logarithm of such a term for $k = a - 1$, without the cancellation
 * that a large a would bring. The product may be below what float64 holds.
 */
export function logGammaTermOf(a: number, x: number, r = 1): number {
  const product = x * r;
  if (!(a > 0 && x >= 0 && r >= 0 && product >= 0)) return Number.NaN;
  if (product === Infinity) return a < Infinity ? -Infinity : Number.NaN;
  const k = a - 1;
  if (product < leastNormal && x > 0 && r > 0) return (k === 0 ? 0 : k * (logOf(x) + logOf(r))) - product - lgammaOf(a);
  if (k >= large && product > 0) {
    const { high, low } = devianceOf(k, product);
    return -(0.5 * logOf(2 * Math.PI * k) + stirling(k) + low + high);
  }
  return (k === 0 ? 0 : k * logOf(product)) - product - lgammaOf(a);
}
