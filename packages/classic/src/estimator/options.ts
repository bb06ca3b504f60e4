import { OptionError } from '@hml/tensor';
import { checkOptions, describeValue, suggest } from '@hml/tensor/extend';

/** What values an option takes: a test, and the same in words for the error. */
export interface Rule<T> {
  /** The range in words: `a number above 0`. */
  readonly expected: string;
  /** Whether the value is in the range. */
  readonly accepts: (value: unknown) => value is T;
  /** The texts that the option takes, if it does: a misspelt one is answered with the one that was meant. */
  readonly choices?: readonly string[];
  /** A copy that nobody else can write to, for values that are no plain ones. @defaultValue the value itself */
  readonly copy?: (value: T) => T;
}

/** One rule per option, for the values it has where it is given. */
export type Rules<O> = { readonly [K in keyof O]-?: Rule<Exclude<O[K], undefined>> };

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
  return fillIn(`new ${name}`, defaults, options, rules);
}

/** {@link resolve} for the options of a function, which errors call by its own name. */
export function fillIn<O extends object>(where: string, defaults: O, options: Partial<O>, rules: Rules<O>): Readonly<O> {
  checkValues(where, options, rules);
  const resolved = { ...defaults };
  for (const key in rules) {
    const value: unknown = options[key];
    const { accepts, copy } = rules[key];
    if (accepts(value)) resolved[key] = copy === undefined ? value : copy(value);
  }
  return Object.freeze(resolved);
}

/** The checks of {@link fillIn} alone, for functions that name their defaults where they read the options. */
export function checkValues<O extends object>(where: string, options: Partial<O>, rules: Rules<O>): void {
  checkOptions(where, options, Object.keys(rules));
  for (const key in rules) {
    const value: unknown = options[key];
    const { expected, accepts, choices = [] } = rules[key];
    if (value === undefined || accepts(value)) continue;
    const meant = typeof value === 'string' ? suggest(value, choices) : undefined;
    const fix = meant === undefined ? undefined : `did you mean '${meant}'?`;
    throw new OptionError({ where, what: `option '${key}' is out of range`, expected, got: describeValue(value), fix });
  }
}
