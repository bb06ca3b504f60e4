import { logOf } from '../math/log.ts';
import { turn } from '../math/trig.ts';

/** A standard normal number from two uniform ones: the first of the two that Box and Muller make. */
export function gaussian(u: number, v: number): number {
  return Math.sqrt(-2 * logOf(1 - u)) * turn(v).cos;
}
