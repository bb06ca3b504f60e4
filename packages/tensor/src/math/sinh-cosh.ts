import { expOf } from './exp.ts';
import { expm1Of } from './expm1.ts';

/** $\sinh x$ in float64, the same bits in every engine: with $e = e^{|x|} - 1$, $\sinh |x| = \tfrac12 (e + e / (e + 1))$. */
export function sinhOf(x: number): number {
  const a = Math.abs(x);
  if (a > 709) return x < 0 ? -halfExp(a) : halfExp(a);
  const e = expm1Of(a);
  const y = 0.5 * (e + e / (e + 1));
  return x < 0 ? -y : x === 0 ? x : y; // −0 stays −0
}

/** $\cosh x$ in float64, the same bits in every engine: $\tfrac12 (e^{|x|} + e^{-|x|})$. */
export function coshOf(x: number): number {
  const a = Math.abs(x);
  if (a > 709) return halfExp(a);
  const e = expOf(a);
  return 0.5 * e + 0.5 / e;
}

/** $\tfrac12 e^x$, which is finite a little longer than $e^x$. */
function halfExp(x: number): number {
  const root = expOf(0.5 * x);
  return 0.5 * root * root;
}
