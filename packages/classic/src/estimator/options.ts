import { OptionError } from '@hml/tensor';
import { checkOptions, describeValue } from '@hml/tensor/extend';

/** What values an option takes: a test, and the same in words for the error. */
export interface Rule<T> {
  /** The range in words: `a number above 0`. */
  readonly expected: string;
  /** Whether the value is in the range. */
  readonly accepts: (value: unknown) => value is T;
}

/** One rule per option. */
export type Rules<O> = { readonly [K in keyof O]-?: Rule<O[K]> };

/**
 * Fills in the defaults, checks every value and freezes the result: what a recipe's constructor does with its options.
 *
 * An option that is `undefined` counts as not given. The object that came in stays as it was.
 *
 * @throws OptionError for a name that does not exist (with the one that was probably meant), and for a value outside its range.
 * @example
 * import { isBoolean, numberAbove, resolve } from '@hml/classic';
 * const rules = { alpha: numberAbove(0), fitIntercept: isBoolean };
 * resolve('MyEstimator', { alpha: 1, fitIntercept: true }, { alpha: 0.5 }, rules) // { alpha: 0.5, fitIntercept: true }
 */
export function resolve<O extends object>(name: string, defaults: O, options: Partial<O>, rules: Rules<O>): Readonly<O> {
  const where = `new ${name}`;
  checkOptions(where, options, Object.keys(defaults));
  const resolved = { ...defaults };
  for (const key in rules) {
    const value: unknown = options[key];
    if (value === undefined) continue;
    const rule = rules[key];
    if (!rule.accepts(value))
      throw new OptionError({ where, what: `option '${key}' is out of range`, expected: rule.expected, got: describeValue(value) });
    resolved[key] = value;
  }
  return Object.freeze(resolved);
}

/** `true` or `false`. */
export const isBoolean: Rule<boolean> = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };

/** A finite number above `low`. */
export function numberAbove(low: number): Rule<number> {
  return { expected: `a number above ${low}`, accepts: (value): value is number => Number.isFinite(value) && Number(value) > low };
}

/** A finite number that is `low` or more. */
export function numberFrom(low: number): Rule<number> {
  return { expected: `a number, ${low} or more`, accepts: (value): value is number => Number.isFinite(value) && Number(value) >= low };
}

/** A whole number that is `low` or more. */
export function integerFrom(low: number): Rule<number> {
  return {
    expected: `a whole number, ${low} or more`,
    accepts: (value): value is number => Number.isSafeInteger(value) && Number(value) >= low,
  };
}
