import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { expFactors, product, scaled } from './exp.ts';

/** $x \tanh \ln(1 + e^x)$, by $e^{-|x|}$; in float64 the bits of the plain loop. */
export function mish(f: FloatLanes, x: Vector): Vector {
  const v = f.pmax(x, f.type === 'float32' ? -130 : -1e300); // $-\infty \cdot 0$ would be NaN
  const factors = expFactors(f, f.neg(f.abs(x)));
  const e = product(f, factors);
  const twice = f.add(e, 2);
  const below = scaled(f, factors, (y) => f.div(f.mul(v, f.mul(y, twice)), f.add(f.mul(e, twice), 2)));
  const part = f.add(f.mul(e, 2), 1);
  const above = f.div(f.mul(x, part), f.add(part, f.mul(f.mul(e, 2), e)));
  return f.select(f.gt(x, 0), f.select(f.eq(e, 0), x, above), below);
}
