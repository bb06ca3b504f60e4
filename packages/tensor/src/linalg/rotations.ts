import { panel } from './blocked.ts';
import type { Room } from './room.ts';
import { rotateRows } from './rows.ts';

/** A sequence of plane rotations, of the axes 0 and 1, then 1 and 2, and so on. */
export interface Rotations {
  /** The cosines; `c[k]` turns the axes k and k + 1. */
  readonly c: Float64Array;
  /** The sines. */
  readonly s: Float64Array;
}

/** Room for the rotations of one sweep over n axes. */
export function rotations(room: Room, n: number): Rotations {
  return { c: room.doubles(n), s: room.doubles(n) };
}

/** Applies the rotations `first` to `end` − 1 to the rows of q, which have n elements. */
export function turn({ c, s }: Rotations, first: number, end: number, n: number, q: Float64Array): void {
  rotateRows(end - first, n, panel(q, n, first * n), panel(c, 1, first), panel(s, 1, first));
}

/**
 * The rotation with $c f + s g = r$ and $c g - s f = 0$, at place k of the sequence; returns r. Scaled, so that no square leaves the range of
 * numbers.
 */
export function makeRotation({ c, s }: Rotations, k: number, f: number, g: number): number {
  if (g === 0) {
    c[k] = 1;
    s[k] = 0;
    return f;
  }
  if (Math.abs(f) > Math.abs(g)) {
    const t = g / f;
    const u = Math.sqrt(1 + t * t);
    c[k] = 1 / u;
    s[k] = t / u;
    return f * u;
  }
  const t = f / g;
  const u = Math.sqrt(1 + t * t);
  c[k] = t / u;
  s[k] = 1 / u;
  return g * u;
}
