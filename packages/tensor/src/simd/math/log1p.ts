import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { withSign } from './format.ts';
import { logOfParts, split } from './log.ts';

/** $\ln(1 + x)$ for finite $x > -1$; −0 gives 0. */
export function log1pFinite(f: FloatLanes, x: Vector): Vector {
  const u = f.add(x, 1);
  const { k, m } = split(f, u);
  const whole = f.eq(k, 0);
  const lost = f.div(f.select(f.lt(x, 1), f.sub(x, f.sub(u, 1)), f.sub(1, f.sub(u, x))), u);
  return logOfParts(f, k, f.select(whole, x, f.sub(m, 1)), f.andNot(lost, whole));
}

/** $\ln(1 + x)$; in float64 the bits of `log1pOf`. */
export function log1p(f: FloatLanes, x: Vector): Vector {
  const usual = f.and(f.gt(x, -1), f.lt(x, Infinity));
  const y = f.variable(withSign(f, log1pFinite(f, x), x));
  f.fn.if(f.any(f.not(usual)), () => {
    const special = f.select(f.eq(x, -1), f.const(-Infinity), f.select(f.lt(x, -1), f.const(Number.NaN), x));
    y.set(f.select(usual, y, special));
  });
  return y;
}
