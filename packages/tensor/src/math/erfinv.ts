import { erfcOf, erfOf } from './erf.ts';
import { expOf } from './exp.ts';
import { log1pOf } from './log1p.ts';

/** From here on the distance to ±1, which is exact, stands for x. */
const far = 0.75;

/**
 * The number whose error function is x, in float64, the same bits in every engine: Winitzki's approximation, 2e-3 off, made right by three of
 * Halley's steps, each of which cubes the error.
 */
export function erfinvOf(x: number): number {
  const a = Math.abs(x);
  if (!(a < 1)) return a === 1 ? x * Infinity : Number.NaN;
  if (a < 1e-8) return x * 0.886226925452758; // √π / 2
  let y = start(a);
  for (let step = 0; step < 3; step++) {
    const off = a < far ? erfOf(y) - a : 1 - a - erfcOf(y);
    const newton = off * 0.886226925452758 * expOf(y * y);
    y -= newton / (1 + y * newton);
  }
  return x < 0 ? -y : y;
}

/** $\operatorname{erf} y \approx \sqrt{1 - e^{-y^2 (4/\pi + c y^2) / (1 + c y^2)}}$ with $c = 0.147$, solved for y. */
function start(a: number): number {
  const log = log1pOf(-a * a);
  const b = 2 / (Math.PI * 0.147) + 0.5 * log;
  return Math.sqrt(-log / 0.147 / (Math.sqrt(b * b - log / 0.147) + b));
}
