// What mutants say instead: imported by every file that holds some.
import { isTensor, neg, zerosLike } from '@hml/tensor';

export { on } from './switch.ts';

/** A derivative of the other sign. */
export function negated(x: unknown): unknown {
  return isTensor(x) ? neg(x) : typeof x === 'number' ? -x : x;
}

/** Twice a derivative. */
export function doubled(x: unknown): unknown {
  return isTensor(x) ? x.mul(2) : typeof x === 'number' ? x * 2 : x;
}

/** Zeros in place of a derivative. */
export function vanished(x: unknown): unknown {
  return isTensor(x) ? zerosLike(x) : typeof x === 'number' ? 0 : x;
}

/** Other axes: each moved to its neighbour. */
export function elsewhere(axes: unknown): unknown {
  if (typeof axes === 'number') return axes > 0 ? axes - 1 : axes + 1;
  return Array.isArray(axes) ? axes.map(elsewhere) : axes;
}
