import { logBetaTimes } from './betaln.ts';
import { expm1Of } from './expm1.ts';
import { logOf } from './log.ts';
import { lostInSum, poissonTermOf } from './poisson-term.ts';
import { lostInProduct } from './pow.ts';

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
  if (a === 0 || b === 0 || a === Infinity || b === Infinity) return atTheEdge(a, b, x);
  if (x === 0 || x === 1) return x;
  const y = 1 - x;
  const at = { x, xLow: 0, y, yLow: 1 - y - x };
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

/** Below the mean: the power series where its terms fall at once, else the continued fraction. */
function small(a: number, b: number, at: Point): number {
  return at.x <= 0.5 && b * at.x <= 0.7 ? (term(a, b, at) / a) * series(a, b, at.x) : byFraction(a, b, at);
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
  const { x, xLow, y, yLow } = at;
  const [ay, bx] = [a * y, b * x];
  const lambda = ay - bx + (lostInSum(ay, -bx, ay - bx) + lostInProduct(a, y, ay) + a * yLow - lostInProduct(b, x, bx) - b * xLow);
  const c1 = 1 + 1 / a;
  let d = c1 / (1 + lambda);
  let c = Infinity;
  let h = d;
  let s = a + 1;
  for (let n = 1; n < 1e6; n++) {
    const t = n / a;
    const w = n * (b - n) * x;
    const e = a / s;
    const p = 1 + (n - 1) / a;
    const numerator = p * (p + b / a) * e * e * w * x;
    const denominator = n + w / s + ((1 + t) / (c1 + t + t)) * (1 + lambda + n * (1 + y));
    s += 2;
    d = 1 / (numerator * d + denominator);
    c = denominator + numerator / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return term(a, b, at) * h;
}

/** $\frac{x^a (1 - x)^b}{\mathrm B(a, b)}$, as terms of Poisson distributions of mean $(a + b) x$ and $(a + b) (1 - x)$: large factors that would cancel never appear. */
function term(a: number, b: number, { x, xLow, y, yLow }: Point): number {
  const n = a + b;
  const nLow = lostInSum(a, b, n);
  const nx = n * x;
  const ny = n * y;
  const first = poissonTermOf(a, nx, lostInProduct(n, x, nx) + n * xLow + nLow * x);
  const second = poissonTermOf(b, ny, lostInProduct(n, y, ny) + n * yLow + nLow * y);
  return ((a * b) / n) * first * (second / poissonTermOf(n, n, nLow));
}
