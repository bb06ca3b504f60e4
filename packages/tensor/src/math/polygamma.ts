import { turn } from './trig.ts';

/** $B_{2j} / (2j)!$ */
const bernoulli = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000, 1 / 74724249600];

/**
 * The n-th derivative of the digamma function, $n \ge 1$, in float64, the same bits in every engine:
 * $\psi^{(n)}(x) = (-1)^{n+1} n!\, \zeta(n + 1, x)$, the sum of Hurwitz's zeta function by Euler and Maclaurin.
 */
export function polygammaOf(n: number, x: number): number {
  if (Number.isNaN(x) || x === -Infinity) return Number.NaN;
  const sign = n % 2 === 1 ? 1 : -1;
  if (x <= 0) {
    if (x === Math.floor(x)) return sign > 0 ? Infinity : Number.NaN;
    return -sign * polygammaOf(n, 1 - x) - Math.PI * cotDerivative(n, x);
  }
  let sum = 0;
  let v = x;
  for (; v < 10 + n; v++) sum += inversePower(v, n + 1);
  const last = inversePower(v, n);
  let term = ((n + 1) / v) * (last / v);
  sum += last / n + (0.5 * last) / v;
  for (let j = 0; j < bernoulli.length; j++) {
    sum += bernoulli[j] * term;
    term *= ((n + 2 * j + 2) / v) * ((n + 2 * j + 3) / v);
  }
  for (let k = 2; k <= n; k++) sum *= k;
  return sign * sum;
}

function inversePower(x: number, n: number): number {
  let y = 1;
  for (let k = 0; k < n; k++) y /= x;
  return y;
}

/** The n-th derivative of $\cot \pi x$: a polynomial in $c = \cot \pi x$, since $c' = -\pi (1 + c^2)$. */
function cotDerivative(n: number, x: number): number {
  let p = [0, 1];
  for (let k = 0; k < n; k++) {
    const slope = p.map((a, i) => -Math.PI * i * a).slice(1);
    p = [...slope, 0, 0].map((a, i) => a + (slope[i - 2] ?? 0));
  }
  const { cos, sin } = turn(0.5 * (x - Math.round(x))); // the period is 1; halving x first would lose what x is away from a pole
  return p.reduceRight((y, a) => y * (cos / sin) + a); // no 0 to begin with: the cotangent may be infinite
}
