import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { exp } from './exp.ts';
import { expm1 } from './expm1.ts';
import { withSign } from './format.ts';

/** $\tanh x$; in float64 the bits of `tanhOf`. */
export function tanh(f: FloatLanes, x: Vector): Vector {
  const a = f.pmin(f.abs(x), 23); // from 22 on the result rounds to 1
  const near = f.lt(a, 1);
  const twice = f.add(a, a);
  const e = expm1(f, f.select(near, f.neg(twice), twice));
  const y = f.div(f.select(near, f.neg(e), f.const(2)), f.add(e, 2));
  return withSign(f, f.select(near, y, f.sub(1, y)), x);
}

/** $\operatorname{sech}^2 x$, the derivative of $\tanh x$, by $e^{-|x|}$. */
export function sechSquared(f: FloatLanes, x: Vector): Vector {
  const e = exp(f, f.neg(f.abs(x)));
  const sech = f.div(f.add(e, e), f.add(f.mul(e, e), 1));
  return f.mul(sech, sech);
}
