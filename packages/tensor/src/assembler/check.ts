import { DataError } from '../errors.ts';

/** A whole number in a range. Any other would be cut to one in silence, or found by the engine in a module of bytes. */
export function whole(what: string, value: number, most = 2 ** 32 - 1, least = 0): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw refused(`no such ${what}`, `a whole number from ${least} to ${most}`, String(value));
}

/** The error of whoever writes a kernel. */
export function refused(what: string, expected: string, got: string): DataError {
  return new DataError({ where: 'assembler', what, expected, got });
}
