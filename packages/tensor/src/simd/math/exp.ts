import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { formatOf, powerOfTwo, whole } from './format.ts';

/** $x = k \ln 2 + r$ with $r = h - l$, $|r| \le \tfrac12 \ln 2$. */
interface Reduced {
  readonly k: Vector;
  readonly high: Vector;
  readonly low: Vector;
  readonly r: Vector;
}

/** Takes the nearest multiple of ln 2 off $x + \delta$. */
export function reduce(f: FloatLanes, x: Vector, delta?: Vector): Reduced {
  const { ln2High, ln2Low } = formatOf(f);
  const k = whole(f, f.mul(x, Math.LOG2E));
  const high = f.sub(x, f.mul(k, ln2High)); // exact
  const rest = f.mul(k, ln2Low);
  const low = delta === undefined ? rest : f.sub(rest, delta);
  return { k, high, low, r: f.sub(high, low) };
}

/** $\tfrac1{n!}, \dots, \tfrac1{2!}$ */
export function taylor(n: number): readonly number[] {
  const terms = [0.5];
  let factorial = 2;
  for (let i = 3; i <= n; i++) {
    factorial *= i;
    terms.unshift(1 / factorial);
  }
  return terms;
}

/** $(e^r - 1 - r) / r^2$ in float32, near-minimax: what it leaves out is below $1.4 \cdot 10^{-8} r$. */
export const expSeries32: readonly number[] = [0.0013940658, 0.00836639944, 0.0416664034, 0.16666545, 0.5];

/** $y \cdot 2^{\text{rest}}$, where y and the power are normal numbers whatever the product is. */
export interface Scaled {
  readonly y: Vector;
  readonly rest: Vector;
}

/** $e^{x + \delta}$ as a product, where $\delta$ is no more than what rounding would take from x. */
export function expFactors(f: FloatLanes, x: Vector, delta?: Vector): Scaled {
  const single = f.type === 'float32';
  // Beyond these the result is 0 or infinite anyway, in float32 also after a product with numbers up to 10^10.
  const end = single ? 150 : 746;
  return factorsOf(f, reduce(f, f.pmax(f.pmin(x, end), -end), delta));
}

/** $2^k e^{h - l}$ as a product. */
function factorsOf(f: FloatLanes, reduced: Reduced): Scaled {
  const { sum, tail } = seriesOf(f, reduced);
  const half = whole(f, f.mul(reduced.k, 0.5));
  return { y: f.mul(f.add(sum, tail), powerOfTwo(f, half)), rest: f.sub(reduced.k, half) };
}

/** $e^{h - l}$ as a sum of which the second part is no more than what the first leaves over. */
export function seriesOf(f: FloatLanes, { high, low, r }: Reduced): { readonly sum: Vector; readonly tail: Vector } {
  const p = f.polynomial(r, f.type === 'float32' ? expSeries32 : taylor(13));
  const sum = f.add(high, 1);
  const lost = f.sub(high, f.sub(sum, 1));
  return { sum, tail: f.add(lost, f.sub(f.mul(f.mul(r, r), p), low)) };
}

/** Up to here float32 needs one power of two, and the result is a normal number. */
const usual32 = 87;

/** $e^x$; in float64 the bits of `expOf`. */
export function exp(f: FloatLanes, x: Vector): Vector {
  const anywhere = () => product(f, expFactors(f, x));
  if (f.type === 'float64') return anywhere();
  const y = f.variable(usualExp(f, x));
  const beyond = f.gt(f.abs(x), usual32);
  f.fn.if(f.any(beyond), () => y.set(f.select(beyond, anywhere(), y)));
  return y;
}

/** $e^x$ in float32 for $|x| \le 87$ or NaN, to 1 ulp: the whole quotient $k = x / \ln 2$ is read off the bits of a number that was rounded to one. */
function usualExp(f: FloatLanes, x: Vector): Vector {
  const { fraction, bias, rounder, ln2High, ln2Low } = formatOf(f);
  const rounded = f.add(f.mul(x, Math.LOG2E), rounder + bias);
  const k = f.sub(rounded, rounder + bias);
  const r = f.sub(f.sub(x, f.mul(k, ln2High)), f.mul(k, ln2Low));
  const y = f.add(f.add(f.mul(f.mul(r, r), f.polynomial(r, expSeries32)), r), 1);
  return f.mul(y, f.int.shl(rounded, fraction));
}

/** The product itself. */
export function product(f: FloatLanes, { y, rest }: Scaled): Vector {
  return f.mul(y, powerOfTwo(f, rest));
}

/**
 * What `scale` makes of $e^x$ by products and quotients. In float32 it is given the first factor and the power comes last, so that a
 * result below the normal numbers rounds once; in float64 it is given $e^x$, as in the plain functions.
 */
export function scaled(f: FloatLanes, { y, rest }: Scaled, scale: (e: Vector) => Vector): Vector {
  const power = powerOfTwo(f, rest);
  return f.type === 'float32' ? f.mul(scale(y), power) : scale(f.mul(y, power));
}

/** $2^x$; in float64 the bits of `exp2Of`. */
export function exp2(f: FloatLanes, x: Vector): Vector {
  const end = f.type === 'float32' ? 160 : 1080; // beyond it the result is 0 or infinite
  const v = f.pmax(f.pmin(x, end), -end);
  const k = whole(f, v);
  const r = f.mul(f.sub(v, k), Math.LN2);
  return product(f, factorsOf(f, { k, high: r, low: f.const(0), r }));
}
