import type { Tolerance } from '../cases.ts';

/**
 * Whether a number is the expected one within tolerance.
 *
 * $$ |a - e| \le \text{abs} + \text{rel}\,|e| $$
 *
 * NaN is matched by NaN alone, an infinity by itself alone; 0 and −0 are equal.
 */
export function isClose(actual: number, expected: number, { abs, rel }: Tolerance): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(actual);
  if (actual === expected) return true;
  return Number.isFinite(expected) && Math.abs(actual - expected) <= abs + rel * Math.abs(expected);
}

/** No tolerance at all: for integers, labels and indices. */
export const exactly: Tolerance = { abs: 0, rel: 0 };
