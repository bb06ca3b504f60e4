import { erfcOf } from './erf.ts';
import { expm1Of } from './expm1.ts';
import { lgamma1pOf } from './gamma.ts';
import { logOf } from './log.ts';
import { devianceOf, expOfDeviance, poissonTermOf } from './poisson-term.ts';
import { lostInProduct } from './pow.ts';

/**
 * Coefficients of $\frac{\eta}{\lambda - 1} = \sum_n f_n \eta^n$ for $\tfrac12 \eta^2 = \lambda - 1 - \ln \lambda$, from the reversion of the series
 * in rational arithmetic.
 */
const f: readonly number[] = [
  1, -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073, 0.0003527336860670194, -0.0001787551440329218,
  3.919263178522438e-5, -2.185448510679992e-6, -1.85406221071516e-6, 8.296711340953087e-7, -1.766595273682608e-7, 6.707853543401498e-9,
  1.0261809784240309e-8, -4.382036018453353e-9, 9.14769958223679e-10, -2.551419399494625e-11, -5.830772132550426e-11,
  2.4361948020667415e-11, -5.0276692801141755e-12, 1.1004392031956135e-13, 3.3717632624009856e-13, -1.392388722418162e-13,
  2.8534893807047445e-14, -5.139111834242573e-16, -1.9752288294349442e-15, 8.099521156704561e-16,
];

/** The regularized incomplete gamma function $P(a, x)$ in float64, or its complement $Q(a, x)$; the one that is small is computed, the other is 1 less it. */
export function gammaincOf(a: number, x: number, upper: boolean): number {
  if (!(a >= 0 && x >= 0) || (a === 0 && x === 0) || (a === Infinity && x === Infinity)) return Number.NaN;
  if (x === 0 || a === Infinity) return upper ? 1 : 0;
  if (a === 0 || x === Infinity) return upper ? 0 : 1;
  if (a > 1e40) return x === a ? 0.5 : x < a === upper ? 1 : 0; // the next number is many standard deviations away
  return Math.min(1, inside(a, x, upper)); // rounding may lead beyond it
}

/** The same for ordinary numbers, by one of the expansions. */
function inside(a: number, x: number, upper: boolean): number {
  if (a >= 25 && x > 0.35 * a && x < 2.2 * a) return uniform(a, x, upper);
  if (x > 1.1 && (a < 1 || x > a + 1)) return upper ? byFraction(a, x) : 1 - byFraction(a, x);
  if (!upper) return poissonTermOf(a, x) * (1 + series(a, x));
  return a < 1 && x <= 1.1 ? bySmallTerms(a, x) : 1 - poissonTermOf(a, x) * (1 + series(a, x));
}

/** $\frac{x}{a + 1} + \frac{x^2}{(a + 1)(a + 2)} + \dots$, all terms positive. */
function series(a: number, x: number): number {
  let sum = 0;
  let term = 1;
  for (let n = 1; term > 1e-18 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/**
 * $Q = 1 - \frac{x^a}{\Gamma(a + 1)} \left(1 - a \sum_{n \ge 1} \frac{(-1)^{n+1} x^n}{n!\, (a + n)}\right)$ for $a \le 1$ and small x, the 1 taken off
 * by `expm1`: what is left may be no more than a.
 */
function bySmallTerms(a: number, x: number): number {
  let sum = 0;
  let power = 1;
  for (let n = 1; n < 40; n++) {
    power *= -x / n;
    sum += power / (a + n);
  }
  const less = expm1Of(a * logOf(x) - lgamma1pOf(a));
  return -less - (1 + less) * a * sum;
}

/** Legendre's continued fraction for Q, evaluated by the method of Lentz. */
function byFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 1e6; i++) {
    const an = i * (a - i);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return a * poissonTermOf(a, x) * h;
}

/**
 * Temme's expansion, uniform in $\lambda = x / a$: $Q = \tfrac12 \operatorname{erfc}(\eta \sqrt{a/2}) + R$, $P = \tfrac12 \operatorname{erfc}(-\eta \sqrt{a/2}) - R$ with
 * $R = \frac{e^{-a \eta^2 / 2}}{\sqrt{2 \pi a}} \sum_n \frac{\beta_n}{\Gamma^*} \eta^n$. Differentiating Q gives $\beta_{n-1} = f_n + \frac{n + 1}{a} \beta_{n+1}$
 * and $\Gamma^* = 1 + \beta_1 / a$. The exponent $a \eta^2 / 2$ is the deviance of a and x.
 *
 * @see N. Temme, "On the computation of the incomplete gamma functions for large values of the parameters" (1987).
 */
function uniform(a: number, x: number, upper: boolean): number {
  const B = devianceOf(a, x);
  const root = Math.sqrt(B.high);
  const square = root * root;
  const lost = root === 0 ? 0 : (B.high - square - lostInProduct(root, root, square) + B.low) / (2 * root);
  const eta = (x < a ? -1 : 1) * Math.sqrt((2 * B.high) / a);
  const beta = new Float64Array(f.length + 1);
  for (let n = f.length - 1; n > 0; n--) beta[n - 1] = f[n] + ((n + 1) / a) * beta[n + 1];
  let sum = 0;
  for (let n = f.length - 2; n >= 0; n--) sum = sum * eta + beta[n];
  const density = expOfDeviance(B);
  const tail = 0.5 * erfcOf(root) - (density * lost) / Math.sqrt(Math.PI);
  const rest = (density * sum) / (1 + beta[1] / a) / Math.sqrt(2 * Math.PI * a);
  const small = x < a ? tail - rest : tail + rest; // P below a, Q above
  return x < a === upper ? 1 - small : small;
}
