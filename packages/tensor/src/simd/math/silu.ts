import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { exp, reduce, seriesOf } from './exp.ts';
import { powerOfTwo, whole } from './format.ts';

/**
 * $x / (1 + e^{-x})$ in float32, with $e^{-x} = 2^k y$ as $2^{-j} x / (2^{-j} + 2^{k - j} y)$ with j about half of k: results below the normal
 * numbers round once, and what the first sum takes from y goes into the last.
 */
function silu32(f: FloatLanes, x: Vector): Vector {
  const v = f.pmax(x, -130); // the result is 0 from there on, where $-\infty \cdot 0$ would be NaN
  const reduced = reduce(f, f.pmax(f.neg(v), -130));
  const { sum, tail } = seriesOf(f, reduced);
  const half = whole(f, f.mul(reduced.k, 0.5));
  const scale = powerOfTwo(f, f.sub(reduced.k, half));
  const one = powerOfTwo(f, f.neg(half));
  const e = f.mul(sum, scale);
  const divisor = f.add(one, e);
  const lost = f.sub(f.pmin(one, e), f.sub(divisor, f.pmax(one, e)));
  return f.mul(f.div(v, f.add(divisor, f.add(lost, f.mul(tail, scale)))), one);
}

/** $x\,\sigma(x)$; in float64 by $e^{-|x|}$, with the bits of the plain loop. */
export function silu(f: FloatLanes, x: Vector): Vector {
  if (f.type === 'float32') return silu32(f, x);
  const e = exp(f, f.neg(f.abs(x)));
  const v = f.pmax(x, -1e300); // for the same reason
  return f.div(f.select(f.gt(v, 0), v, f.mul(v, e)), f.add(e, 1));
}
