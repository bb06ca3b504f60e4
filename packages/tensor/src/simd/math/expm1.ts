import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { expSeries32, reduce, taylor } from './exp.ts';
import { powerOfTwo, whole, withSign } from './format.ts';

/** $e^x - 1$; in float64 the bits of `expm1Of`. */
export function expm1(f: FloatLanes, x: Vector): Vector {
  const single = f.type === 'float32';
  const { k, high, low, r } = reduce(f, f.pmax(f.pmin(x, single ? 89 : 710), single ? -18 : -38));
  const p = f.polynomial(r, single ? expSeries32 : taylor(14));
  const one = f.sub(1, powerOfTwo(f, f.sub(0, f.pmin(k, 60)))); // 1 from k = 54 on
  const sum = f.add(one, high);
  const lost = f.sub(high, f.sub(sum, one));
  const y = f.add(sum, f.add(lost, f.sub(f.mul(f.mul(r, r), p), low)));
  const half = whole(f, f.mul(k, 0.5));
  return withSign(f, f.mul(f.mul(y, powerOfTwo(f, half)), powerOfTwo(f, f.sub(k, half))), x);
}
