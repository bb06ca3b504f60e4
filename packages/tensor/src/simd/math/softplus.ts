import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { exp } from './exp.ts';
import { log1pFinite } from './log1p.ts';

/** $\ln(1 + e^{-|x|})$ */
function rest(f: FloatLanes, x: Vector): Vector {
  return log1pFinite(f, exp(f, f.neg(f.abs(x))));
}

/** $\ln(1 + e^x)$; in float64 the bits of the plain loop. */
export function softplus(f: FloatLanes, x: Vector): Vector {
  return f.add(f.max(x, 0), rest(f, x));
}

/** $-\ln(1 + e^{-x})$; in float64 the bits of the plain loop. */
export function logSigmoid(f: FloatLanes, x: Vector): Vector {
  return f.sub(f.min(x, 0), rest(f, x));
}
