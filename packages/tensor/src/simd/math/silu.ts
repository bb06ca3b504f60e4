import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { exp, expFactors } from './exp.ts';
import { powerOfTwo } from './format.ts';

/** $x / (1 + e^{-x})$ in float32, with $e^{-x} = y\,2^k$ as $2^{-k} x / (2^{-k} + y)$: results below the normal numbers round once. */
function silu32(f: FloatLanes, x: Vector): Vector {
  const v = f.pmax(x, -130); // the result is 0 from there on, where $-\infty \cdot 0$ would be NaN
  const { y, rest } = expFactors(f, f.neg(v));
  const power = powerOfTwo(f, f.neg(rest));
  return f.mul(f.div(v, f.add(y, power)), power);
}

/** $x\,\sigma(x)$; in float64 by $e^{-|x|}$, with the bits of the plain loop. */
export function silu(f: FloatLanes, x: Vector): Vector {
  if (f.type === 'float32') return silu32(f, x);
  const e = exp(f, f.neg(f.abs(x)));
  const v = f.pmax(x, -1e300); // for the same reason
  return f.div(f.select(f.gt(v, 0), v, f.mul(v, e)), f.add(e, 1));
}
