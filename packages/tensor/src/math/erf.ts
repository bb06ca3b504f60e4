import { expOf } from './exp.ts';
import { polynomial } from './polynomial.ts';

/** Up to here $\operatorname{erf}$ is its own polynomial, beyond it comes from its complement. */
export const border = 0.75;

/**
 * $\operatorname{erf}(x) / x - 1$ in $x^2 \le 0.5625$: near-minimax of degree 11, fitted to 9e-21, its coefficients rounded to 18 places, the
 * highest power first.
 */
export const erfTerms: readonly number[] = [
  -9.50284089e-10, 1.4413879289e-8, -1.63332293434e-7, 1.646038320986e-6, -1.4925589383821e-5, 0.000120553315452941, -0.000854832700113595,
  0.005223977625222192, -0.026866170645118446, 0.11283791670955087, -0.37612638903183754, 0.1283791670955126,
];

/** The even powers of $g$ (see `tail`), the highest first. */
export const tailEven: readonly number[] = [
  -4.01563122374e-7, -2.520533878287e-6, -6.545096847222e-6, -9.17230034938e-6, -8.6152178026199e-5, -0.000109996379655062,
  -0.000698397208168936, -0.002245766815379611, -0.006017066444957175, -0.04227268936631227, -0.13265669315809642, 0.2444966478174628,
];

/** The odd powers of $g$, the highest first. */
export const tailOdd: readonly number[] = [
  1.799486098636e-6, 1.906722046744e-6, 1.2764548190716e-5, 3.1286065065055e-5, 6.8701760817316e-5, 0.000504121428309743,
  0.000446064923846698, 0.006344898231830727, 0.006727061442299267, 0.11889561023118778, -0.07264322397765681,
];

/** $\operatorname{erf}(x) / x - 1$ for $z = x^2$. */
function erfSeries(z: number): number {
  return polynomial(z, erfTerms);
}

/**
 * $1 - \operatorname{erf} x$ for $x \ge 0.75$, as $e^{g(t) - x^2} / (1 + 2x)$ with $t = (x - 2) / (x + 2)$, where $g$ is a near-minimax
 * polynomial of degree 22, fitted to 8e-19 for $x \le 28$, its even and odd powers side by side. All that rounding takes from the exponent and from $1 + 2x$ is found
 * exactly and given back to the exponential, so that only this and the division round.
 *
 * @see Shepherd and Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x", Math. Comp. 36, 1981: the form, here in logarithms.
 */
function tail(x: number): number {
  if (x > 28) return 0;
  const t = (x - 2) / (x + 2);
  const z = t * t;
  const p = polynomial(z, tailEven) + t * polynomial(z, tailOdd);
  const square = x * x;
  const high = Math.fround(x);
  const low = x - high;
  const exponent = p - square;
  const divisor = 1 + 2 * x;
  const lost = high * high - square + 2 * high * low + low * low + (exponent + square - p) + (1 - (divisor - 2 * x)) / divisor;
  return expOf(exponent, -lost) / divisor;
}

/** $\operatorname{erf} x$ in float64, the same bits in every engine. */
export function erfOf(x: number): number {
  const a = Math.abs(x);
  if (a < border) return x + x * erfSeries(x * x);
  const y = 1 - tail(a);
  return x < 0 ? -y : y;
}

/** $1 - \operatorname{erf} x$ in float64, the same bits in every engine, accurate also where it is tiny. */
export function erfcOf(x: number): number {
  if (Math.abs(x) < border) {
    const rest = x * erfSeries(x * x);
    return x < 0.25 ? 1 - (x + rest) : 0.5 - (x - 0.5 + rest);
  }
  return x < 0 ? 2 - tail(-x) : tail(x);
}
