import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { expm1 } from './expm1.ts';

/** $x$ above 0, $\alpha (e^x - 1)$ below. */
export function elu(f: FloatLanes, x: Vector, alpha: Vector): Vector {
  return f.select(f.gt(x, 0), x, f.mul(alpha, expm1(f, x)));
}

/** $x$ above 0, $\alpha (e^{x / \alpha} - 1)$ below. */
export function celu(f: FloatLanes, x: Vector, alpha: Vector): Vector {
  return f.select(f.gt(x, 0), x, f.mul(alpha, expm1(f, f.div(x, alpha))));
}
