import { expOf } from './exp.ts';
import { logOf } from './log.ts';
import { log1pOf } from './log1p.ts';
import { polynomial } from './polynomial.ts';
import { turn } from './trig.ts';

/**
 * $\ln|\Gamma(x)|$ in float64, the same bits in every engine: Stirling's series from 8 on, recurrence to [1.5, 2.5] before,
 * reflection below 0. Relative accuracy holds at the zeros 1 and 2.
 */
export function lgammaOf(x: number): number {
  if (!(Math.abs(x) < Infinity)) return Math.abs(x);
  if (x <= 0) {
    if (x === Math.floor(x)) return Infinity;
    return x > -1e-17 ? -logOf(-x) : logOf(Math.PI / Math.abs(x * turn(halfTurns(-x)).sin)) - lgammaOf(-x);
  }
  if (x >= 8) return (x - 0.5) * (logOf(x) - 1) + 0.4189385332046727 + stirling(x); // ln(2π)/2 − 1/2
  if (x < 0.5) return lgammaAt2(x) - log1pOf(x) - logOf(x);
  if (x < 1.5) return lgammaAt2(x - 1) - log1pOf(x - 1);
  let product = 1;
  let v = x;
  while (v > 2.5) {
    v -= 1;
    product *= v;
  }
  return lgammaAt2(v - 2) + logOf(product);
}

/** $\frac{B_{2j}}{2j (2j - 1)}$, the highest j first. */
export const stirlingTerms: readonly number[] = [-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];

/** $\tfrac{1}{12x} - \tfrac{1}{360x^3} + \dots$, for $x \ge 8$. */
export function stirling(x: number): number {
  return polynomial(1 / (x * x), stirlingTerms) / x;
}

/** $\ln\Gamma(2 + t)$ for $|t| \le \tfrac12$: t times a near-minimax polynomial of degree 18, fitted to 6e-19, its coefficients rounded to 17 places. */
function lgammaAt2(t: number): number {
  let p = -1.3219945666e-7;
  p = p * t + 2.7874080521e-7;
  p = p * t - 4.3252393446e-7;
  p = p * t + 9.200527895e-7;
  p = p * t - 2.0439048107e-6;
  p = p * t + 4.3847044046e-6;
  p = p * t - 9.43871509921e-6;
  p = p * t + 2.050559075583e-5;
  p = p * t - 4.492631337916e-5;
  p = p * t + 9.945767355819e-5;
  p = p * t - 0.00022315475400521;
  p = p * t + 0.00050966951541155;
  p = p * t - 0.00119275391184282;
  p = p * t + 0.00289051033103427;
  p = p * t - 0.007385551028672;
  p = p * t + 0.02058080842778038;
  p = p * t - 0.0673523010531981;
  p = p * t + 0.32246703342411326;
  p = p * t + 0.42278433509846713;
  return t * p;
}

/** $\ln\Gamma(1 + x)$ for $0 \le x \le 1.5$, to full relative accuracy also where it is tiny. */
export function lgamma1pOf(x: number): number {
  return x <= 0.5 ? lgammaAt2(x) - log1pOf(x) : lgammaAt2(x - 1);
}

/** $\Gamma(1 + x)$ for $0 \le x \le 8$. */
export function gamma1pOf(x: number): number {
  let product = 1;
  let v = x;
  while (v > 1.5) {
    product *= v;
    v -= 1;
  }
  return product * expOf(lgamma1pOf(v));
}

/** Half of x, in turns, without the whole ones: $\pi x$ is $2 \pi u$. */
function halfTurns(x: number): number {
  return 0.5 * x - Math.floor(0.5 * x);
}

/**
 * $\psi(x) = \frac{d}{dx} \ln\Gamma(x)$ in float64, the same bits in every engine: the asymptotic series from 10 on, recurrence to [1, 2]
 * before, reflection below 0. Relative accuracy holds at the zero near 1.46.
 */
export function digammaOf(x: number): number {
  if (x <= 0) {
    if (x === Math.floor(x)) return x === 0 ? -1 / x : Number.NaN;
    const { cos, sin } = turn(halfTurns(-x));
    return digammaOf(1 - x) + (Math.PI * cos) / sin;
  }
  if (x < 1) return digammaFrom1To2(x + 1) - 1 / x;
  if (x >= 10) return logOf(x) - 0.5 / x - digammaSeries(1 / (x * x));
  let rest = 0;
  let v = x;
  while (v > 2) {
    v -= 1;
    rest += 1 / v;
  }
  return digammaFrom1To2(v) + rest;
}

/** $\tfrac{1}{12} z - \tfrac{1}{120} z^2 + \dots$ for $z = x^{-2}$, $x \ge 10$. */
function digammaSeries(z: number): number {
  let p = 1 / 12;
  p = p * z - 691 / 32760;
  p = p * z + 1 / 132;
  p = p * z - 1 / 240;
  p = p * z + 1 / 252;
  p = p * z - 1 / 120;
  p = p * z + 1 / 12;
  return p * z;
}

/**
 * $\psi(x)$ for $1 \le x \le 2$: $(x - x_0) / x$, where $x_0$ is its zero in two numbers, times a near-minimax polynomial of degree 16 in
 * $x - \tfrac32$, fitted to 4e-18, its coefficients rounded to 17 places.
 */
function digammaFrom1To2(x: number): number {
  const t = x - 1.5;
  let p = -8.330017764e-8;
  p = p * t + 2.0861749509e-7;
  p = p * t - 4.3433447044e-7;
  p = p * t + 1.09004405948e-6;
  p = p * t - 2.77881507722e-6;
  p = p * t + 7.0008527457e-6;
  p = p * t - 1.768722316984e-5;
  p = p * t + 4.492496796356e-5;
  p = p * t - 0.00011492419795785;
  p = p * t + 0.00029713871359658;
  p = p * t - 0.0007808823636548;
  p = p * t + 0.0021055245439322;
  p = p * t - 0.00592183637455544;
  p = p * t + 0.0179350996599362;
  p = p * t - 0.06281369492028006;
  p = p * t + 0.315614744109642;
  p = p * t + 1.4265838140477494;
  return ((x - 1.4616321449683622 - 9.549995429965697e-17) / x) * p;
}
