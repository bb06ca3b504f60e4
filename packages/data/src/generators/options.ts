import type { Random } from '@hml/tensor';
import { OptionError, random } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';

/** What every generator takes. */
export interface GeneratorOptions {
  /** Whether samples (and features, where there are several kinds) come in random order. @defaultValue true */
  readonly shuffle?: boolean;
  /** Seed. The same seed gives the same data everywhere. @defaultValue 0 */
  readonly randomState?: number;
}

/** Throws unless the option is a whole number from `low` on. */
export function checkCount(where: string, name: string, value: unknown, low: number): void {
  if (!(Number.isSafeInteger(value) && Number(value) >= low)) throw outOfRange(where, name, `a whole number, ${low} or more`, value);
}

/** The stream of random bits of the option `randomState`. @throws OptionError if that is no seed. */
export function seeded(where: string, randomState: number): Random {
  checkCount(where, 'randomState', randomState, 0);
  return random(randomState);
}

/** Throws unless the option is a finite number within bounds. */
export function checkNumber(
  where: string,
  name: string,
  value: unknown,
  low = Number.NEGATIVE_INFINITY,
  high = Number.POSITIVE_INFINITY,
): void {
  if (Number.isFinite(value) && Number(value) >= low && Number(value) <= high) return;
  const range = high < Number.POSITIVE_INFINITY ? ` from ${low} to ${high}` : low > Number.NEGATIVE_INFINITY ? `, ${low} or more` : '';
  throw outOfRange(where, name, `a finite number${range}`, value);
}

/** The error of an option that has a value outside its range. */
export function outOfRange(where: string, name: string, expected: string, value: unknown): OptionError {
  const got = Array.isArray(value) ? `[${value.map((entry) => describeValue(entry)).join(', ')}]` : describeValue(value);
  return new OptionError({ where, what: `option '${name}' is out of range`, expected, got });
}
