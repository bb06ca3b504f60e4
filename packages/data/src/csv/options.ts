import { OptionError } from '@hml/tensor';
import { didYouMean } from '../names.ts';
import type { ColumnType } from './types.ts';

const TYPES: readonly ColumnType[] = ['number', 'text', 'auto'];

/** What is checked of the options that reading and writing share. */
interface Options {
  readonly delimiter?: string;
  readonly types?: Readonly<Record<string, string>>;
}

/** Refuses unknown options, delimiters that cannot be one, and unknown column types. */
export function checkOptions(where: string, options: Options, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new OptionError({ where, what: 'unknown option', expected: known.join(', '), got: `'${name}'`, fix: didYouMean(name, known) });
  }
  const { delimiter = ',', types = {} } = options;
  if (delimiter === '' || /["\r\n\uFEFF]/.test(delimiter)) {
    throw new OptionError({ where, what: 'not a delimiter', expected: "a mark such as ',', ';' or '\\t'", got: JSON.stringify(delimiter) });
  }
  for (const [name, type] of Object.entries(types)) {
    if (TYPES.some((candidate) => candidate === type)) continue;
    throw new OptionError({
      where,
      what: `unknown type of column '${name}'`,
      expected: TYPES.join(', '),
      got: `'${type}'`,
      fix: didYouMean(type, TYPES),
    });
  }
}
