import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { withSign } from './format.ts';

/** $x / (1 + |x|)$, ±1 at infinity. */
export function softsign(f: FloatLanes, x: Vector): Vector {
  const a = f.abs(x);
  return withSign(f, f.select(f.eq(a, Infinity), f.const(1), f.div(a, f.add(a, 1))), x);
}
