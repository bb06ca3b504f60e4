import { expm1Of } from './expm1.ts';

/**
 * $\tanh x$ in float64, the same bits in every engine: with $e = e^{-2|x|} - 1$, $\tanh |x| = -e / (e + 2)$.
 * Beyond 1, $1 - 2 / (e' + 2)$ with $e' = e^{2|x|} - 1$ rounds less; beyond 22 the result rounds to ±1.
 */
export function tanhOf(x: number): number {
  if (x === 0) return x; // −0 stays −0
  const a = Math.abs(x);
  let y = 1;
  if (a < 1) {
    const e = expm1Of(-2 * a);
    y = -e / (e + 2);
  } else if (!(a > 22)) y = 1 - 2 / (expm1Of(2 * a) + 2);
  return x < 0 ? -y : y;
}
