import { OptionError } from './errors.ts';
import { describeValue, suggest } from './text.ts';

/**
 * Throws when an options object has a name that does not exist, with the one that was probably meant.
 *
 * @throws OptionError for an unknown name, or for something that is no object.
 * @example
 * import { checkOptions } from '@hml/tensor/extend';
 * checkOptions('sum', { keepDims: true }, ['keepDims']) // undefined
 * checkOptions('sum', { keepdims: true }, ['keepDims']) // throws OptionError: did you mean 'keepDims'?
 */
export function checkOptions(where: string, options: unknown, known: readonly string[]): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null) {
    throw new OptionError({ where, what: 'options are not an object', expected: `{ ${known.join(', ')} }`, got: describeValue(options) });
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const meant = suggest(name, known);
    throw new OptionError({
      where,
      what: `no option '${name}'`,
      expected: known.length === 0 ? 'no options' : `one of ${known.join(', ')}`,
      got: `'${name}'`,
      fix: meant === undefined ? undefined : `did you mean '${meant}'?`,
    });
  }
}

/** What the options are once defaults stand in for those not given: only one whose default is `undefined` may still be that. */
export type Filled<O, D> = { readonly [K in keyof D & keyof O]: undefined extends D[K] ? O[K] : Exclude<O[K], undefined> };

/**
 * Options with defaults in place of those not given, after {@link checkOptions}: `defaults` names all there are, so that
 * nothing is listed twice. An option that is `undefined` counts as not given.
 *
 * @throws OptionError for an unknown name, or for something that is no object.
 * @example
 * import { withDefaults } from '@hml/tensor/extend';
 * withDefaults('blur', { radius: 1, edge: 'wrap' }, { radius: 3 }) // { radius: 3, edge: 'wrap' }
 */
export function withDefaults<O extends object, const D extends { readonly [K in keyof O]-?: O[K] | undefined }>(
  where: string,
  defaults: D,
  options: O | undefined,
): Filled<O, D>;
export function withDefaults(where: string, defaults: object, options: object | undefined): object {
  if (options === undefined) return defaults;
  checkOptions(where, options, Object.keys(defaults));
  const filled: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(options)) if (value !== undefined) filled[name] = value;
  return filled;
}
