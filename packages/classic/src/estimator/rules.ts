import type { Rule } from './options.ts';

/** `true` or `false`. */
export const isBoolean: Rule<boolean> = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };

/** A finite number above `low`. */
export function numberAbove(low: number): Rule<number> {
  return { expected: `a number above ${low}`, accepts: (value): value is number => Number.isFinite(value) && Number(value) > low };
}

/** A finite number that is `low` or more, and `high` or less where that is given. */
export function numberFrom(low: number, high: number = Infinity): Rule<number> {
  return {
    expected: high === Infinity ? `a number, ${low} or more` : `a number from ${low} to ${high}`,
    accepts: (value): value is number => Number.isFinite(value) && Number(value) >= low && Number(value) <= high,
  };
}

/** A number above `low` and below `high`: neither is one itself. */
export function numberBetween(low: number, high: number): Rule<number> {
  return {
    expected: `a number above ${low} and below ${high}`,
    accepts: (value): value is number => typeof value === 'number' && value > low && value < high,
  };
}

/** A whole number that is `low` or more. */
export function integerFrom(low: number): Rule<number> {
  return {
    expected: `a whole number, ${low} or more`,
    accepts: (value): value is number => Number.isSafeInteger(value) && Number(value) >= low,
  };
}

/** The seed of all that is random in a fit: a whole number, 0 or more. */
export const isSeed: Rule<number> = integerFrom(0);

/** One of some texts. */
export function oneOf<const T extends string>(...choices: readonly T[]): Rule<T> {
  return {
    expected: `one of ${choices.map((choice) => `'${choice}'`).join(', ')}`,
    accepts: (value): value is T => choices.some((choice) => choice === value),
    choices,
  };
}

/** What either of two rules takes. */
export function either<A, B>(first: Rule<A>, second: Rule<B>): Rule<A | B> {
  return {
    expected: `${first.expected}, or ${second.expected}`,
    accepts: (value): value is A | B => first.accepts(value) || second.accepts(value),
    choices: [...(first.choices ?? []), ...(second.choices ?? [])],
    copy: (value) =>
      first.accepts(value) ? (first.copy?.(value) ?? value) : second.accepts(value) ? (second.copy?.(value) ?? value) : value,
  };
}

/** An array whose values all follow a rule, of a given length where there is one; kept as a frozen copy. */
export function listOf<T>(rule: Rule<T>, length?: number): Rule<readonly T[]> {
  return {
    expected: `${length === undefined ? 'a list' : `${length} values`} of which each is ${rule.expected}`,
    accepts: (value): value is readonly T[] =>
      Array.isArray(value) && value.length > 0 && value.length === (length ?? value.length) && value.every((item) => rule.accepts(item)),
    copy: (value) => Object.freeze([...value]),
  };
}
