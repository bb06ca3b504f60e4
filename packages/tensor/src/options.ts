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
