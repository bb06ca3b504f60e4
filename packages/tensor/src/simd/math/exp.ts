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

/**
 * $e^{x + \delta}$ as a product of two, each within the normal numbers; only multiplying them may leave those. Who has other factors
 * to multiply with does so before, and a result below the normal numbers rounds once.
 */
export function expFactors(f: FloatLanes, x: Vector, delta?: Vector): readonly [Vector, Vector] {
  const single = f.type === 'float32';
  // Beyond these the result is 0 or infinite anyway.
  const { k, high, low, r } = reduce(f, f.pmax(f.pmin(x, single ? 89 : 710), single ? -104 : -746), delta);
  const p = f.polynomial(r, single ? expSeries32 : taylor(13));
  const sum = f.add(high, 1);
  const lost = f.sub(high, f.sub(sum, 1));
  const y = f.add(sum, f.add(lost, f.sub(f.mul(f.mul(r, r), p), low)));
  const half = whole(f, f.mul(k, 0.5));
  return [f.mul(y, powerOfTwo(f, half)), powerOfTwo(f, f.sub(k, half))];
}

/** $e^{x + \delta}$, where $\delta$ is no more than what rounding would take from x; in float64 the bits of `expOf`. */
export function exp(f: FloatLanes, x: Vector, delta?: Vector): Vector {
  const [y, power] = expFactors(f, x, delta);
  return f.mul(y, power);
}
