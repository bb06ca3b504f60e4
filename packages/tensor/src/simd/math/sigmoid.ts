import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { exp } from './exp.ts';

/** $1 / (1 + e^{-x})$, by $e^{-|x|}$. */
export function sigmoid(f: FloatLanes, x: Vector): Vector {
  const e = exp(f, f.neg(f.abs(x)));
  return f.div(f.select(f.gt(x, 0), f.const(1), e), f.add(e, 1));
}
