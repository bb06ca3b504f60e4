import { logBetaTimes } from './betaln.ts';
import { erfcOf } from './erf.ts';
import { expm1Of } from './expm1.ts';
import { gammaincOf } from './incomplete-gamma.ts';
import { logOf } from './log.ts';
import { log1pOf } from './log1p.ts';
import { devianceOf, expOfDeviance, lostInSum, poissonTermOf } from './poisson-term.ts';
import { lostInProduct, type TwoParts } from './pow.ts';

/** A point of [0, 1] and what is left to 1, each as the sum of two numbers. */
interface Point {
  readonly x: number;
  readonly xLow: number;
  readonly y: number;
  readonly yLow: number;
}

/**
 * The regularized incomplete beta function $I_x(a, b)$ in float64. On the side of the mean where it is small it is computed, on the other
 * it is $1 - I_{1 - x}(b, a)$, except where that lies next to 1 because b is small.
 */
export function betaincOf(a: number, b: number, x: number): number {
  if (!(a >= 0 && b >= 0 && x >= 0 && x <= 1)) return Number.NaN;
  return Math.min(1, share(a, b, x)); // rounding may lead beyond
}

function share(a: number, b: number, x: number): number {
  if (a === 0 || b === 0 || a === Infinity || b === Infinity) return atTheEdge(a, b, x);
  if (x === 0 || x === 1) return x;
  const y = 1 - x;
  const at = { x, xLow: 0, y, yLow: 1 - y - x };
  if (Math.max(a, b) > 1e13) {
    const far = ofHuge(a, b, at);
    if (far !== undefined) return far;
  }
  if (x <= (a + 1) / (a + b + 2)) return small(a, b, at);
  if (b >= 1) return 1 - small(b, a, { x: y, xLow: at.yLow, y: x, yLow: 0 });
  return a * y > 1 ? byFraction(a, b, at) : byComplement(b, a, at);
}

/** All of the distribution lies at 0 where a is 0 or b infinite, at 1 where b is 0 or a infinite. */
function atTheEdge(a: number, b: number, x: number): number {
  const low = a === 0 || b === Infinity;
  const high = b === 0 || a === Infinity;
  if (low && high) return Number.NaN;
  return low || x === 1 ? 1 : 0;
}

/**
 * Where the fraction would take too long: next to each other, parameters beyond 1e40 leave but a step at the mean, since the next number is
 * many standard deviations away; beside one of 1e100 the other is that of a gamma distribution; two beyond 1e13 have an expansion.
 */
function ofHuge(a: number, b: number, at: Point): number | undefined {
  const low = Math.min(a, b);
  if (low > 1e40) {
    const unit = Math.max(a, b) > 1e200 ? 2 ** -500 : 1;
    const offMean = offMeanOf(a * unit, b * unit, at);
    return offMean === 0 ? 0.5 : offMean > 0 ? 0 : 1;
  }
  if (b > 1e100) return gammaincOf(a, -b * log1pOf(-at.x), false);
  if (a > 1e100) return gammaincOf(b, -a * logOf(at.x), true);
  return low > 1e13 ? uniform(a, b, at) : undefined;
}

/** $a (1 - x) - b x$: how far x lies below the mean, times a + b. */
function offMeanOf(a: number, b: number, { x, xLow, y, yLow }: Point): number {
  const [ay, bx] = [a * y, b * x];
  return ay - bx + (lostInSum(ay, -bx, ay - bx) + lostInProduct(a, y, ay) + a * yLow - lostInProduct(b, x, bx) - b * xLow);
}

/**
 * The first terms of Temme's expansion, uniform in x: $I_x = \tfrac12 \operatorname{erfc}(\pm \sqrt D) + \frac{e^{-D}}{\sqrt{2 \pi}} \left(\frac{1}{\lambda} \sqrt{\frac{ab}{a + b}} \mp
 * \frac{1}{\sqrt{2 D}}\right)$ with $\lambda = a (1 - x) - b x$, the upper signs where it is positive, and the deviance D of the two counts. What is left
 * out is of the order of $\tfrac1a + \tfrac1b$.
 *
 * @see N. Temme, "Asymptotic inversion of the incomplete beta function", J. Comput. Appl. Math. 41 (1992), section 3.
 */
function uniform(a: number, b: number, at: Point): number {
  const D = deviancesOf(a, b, at);
  const lambda = offMeanOf(a, b, at);
  const deviation = Math.sqrt(a) * Math.sqrt(b / (a + b));
  const root = Math.sqrt(D.high);
  const density = expOfDeviance(D) / Math.sqrt(2 * Math.PI);
  // Next to the mean the difference is its limit, from which nothing is lost.
  const nextTo = root < 0.03 || root * (1 / a + 1 / b) < 1e-15;
  const limit = ((lambda > 0 ? b - a : a - b) / (a + b) / deviation) * (1 / 3);
  const rest = nextTo ? limit : deviation / Math.abs(lambda) - Math.SQRT1_2 / root;
  const square = root * root;
  const lost = root === 0 ? 0 : (D.high - square - lostInProduct(root, root, square) + D.low) / (2 * root);
  const small = 0.5 * erfcOf(root) + density * (rest - Math.SQRT2 * lost);
  return lambda > 0 ? small : 1 - small;
}

/** The deviances of a and b from $(a + b) x$ and $(a + b) (1 - x)$, added up. */
function deviancesOf(a: number, b: number, { x, xLow, y, yLow }: Point): TwoParts {
  const n = a + b;
  const nLow = lostInSum(a, b, n);
  const first = devianceOf(a, n * x, lostInProduct(n, x, n * x) + n * xLow + nLow * x);
  const second = devianceOf(b, n * y, lostInProduct(n, y, n * y) + n * yLow + nLow * y);
  const high = first.high + second.high;
  return { high, low: lostInSum(first.high, second.high, high) + first.low + second.low };
}

/** Below the mean: the power series where its terms fall at once, else the continued fraction. */
function small(a: number, b: number, at: Point): number {
  return at.x <= 0.5 && b * at.x <= 0.7 ? termOverA(a, b, at) * series(a, b, at.x) : byFraction(a, b, at);
}

/** $1 + \frac{a + b}{a + 1} x + \frac{(a + b)(a + b + 1)}{(a + 1)(a + 2)} x^2 + \dots$, all terms positive. */
function series(a: number, b: number, x: number): number {
  let sum = 1;
  let power = 1;
  for (let n = 1; power > 1e-18 * sum; n++) {
    power *= ((a + b + n - 1) / (a + n)) * x;
    sum += power;
  }
  return sum;
}

/**
 * $1 - I_y(p, q) = 1 - \frac{y^p}{p\, \mathrm B(p, q)} \left(1 + p \sum_{j \ge 1} \frac{(1 - q)(2 - q) \cdots (j - q)}{j!\, (p + j)} y^j\right)$ for
 * $p < 1$ and small $q y$, the 1 taken off by `expm1`: what is left may be no more than p.
 */
function byComplement(p: number, q: number, { y }: Point): number {
  let sum = 0;
  let power = 1;
  for (let j = 1; Math.abs(power) > 1e-18 * Math.abs(sum); j++) {
    power *= ((j - q) / j) * y;
    sum += power / (p + j);
  }
  const less = expm1Of(p * logOf(y) - logBetaTimes(p, q));
  return -less - (1 + less) * p * sum;
}

/**
 * The continued fraction of $I_x$ whose first denominator is $1 + \lambda$ with $\lambda = a (1 - x) - b x$, evaluated by the method of Lentz. About
 * $\sqrt{a + b}$ terms next to the mean, a few dozen elsewhere.
 *
 * @see A. DiDonato and A. Morris, "Algorithm 708", ACM Transactions on Mathematical Software 18 (1992): the fraction and its contraction.
 */
function byFraction(a: number, b: number, at: Point): number {
  const { x, y } = at;
  const lambda = offMeanOf(a, b, at);
  const c1 = 1 + 1 / a;
  let d = c1 / (1 + lambda);
  let c = Infinity;
  let h = d;
  let s = a + 1;
  for (let n = 1; n < 1e6; n++) {
    const w = n * (b - n) * x;
    const p = a + (n - 1);
    const numerator = (p / s) * ((p + b) / s) * w * x;
    const denominator = n + w / s + ((a + n) / (a + 1 + 2 * n)) * (1 + lambda + n * (1 + y));
    s += 2;
    d = 1 / (numerator * d + denominator);
    c = denominator + numerator / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return a * termOverA(a, b, at) * h;
}

/** $\frac{x^a (1 - x)^b}{a\, \mathrm B(a, b)}$, as terms of Poisson distributions of mean $(a + b) x$ and $(a + b) (1 - x)$: large factors that would cancel never appear. */
function termOverA(a: number, b: number, { x, xLow, y, yLow }: Point): number {
  const n = a + b;
  const nLow = lostInSum(a, b, n);
  const nx = n * x;
  const ny = n * y;
  const first = poissonTermOf(a, nx, lostInProduct(n, x, nx) + n * xLow + nLow * x);
  const second = poissonTermOf(b, ny, lostInProduct(n, y, ny) + n * yLow + nLow * y);
  return (b / n) * first * (second / poissonTermOf(n, n, nLow));
}
