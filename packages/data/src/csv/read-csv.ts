import { DataError } from '@hml/tensor';
import { didYouMean, otherDelimiter } from '../names.ts';
import type { Table } from '../table.ts';
import { readColumn } from './cells.ts';
import { excerpt, type Lines, splitLines } from './lines.ts';
import { checkOptions } from './options.ts';
import type { ColumnType, ColumnTypes, CsvOptions, TypedColumns } from './types.ts';

const MISSING = ['', 'NA', 'N/A', 'NaN', 'nan', 'null'];

/**
 * Reads CSV text into typed columns: numeric columns become `Float64Array`, the others `string[]`.
 *
 * Quotes, doubled quotes, and line breaks inside quotes are understood; blank lines are skipped. A column is numeric when each of its
 * cells is a number or missing and at least one is a number. A missing number is NaN; a missing text is `''`, and words such as `NA`
 * stay as they are in text columns (`NA` may be Namibia). A column with leading zeros
 * (`01234`) or with whole numbers beyond 2⁵³ is text, since numbers would change it, unless it is declared: `types: { zip: 'number' }`.
 * `types` also chooses: only the columns it names are returned, and TypeScript then knows their types.
 *
 * Cost: one pass over the text, one over the cells of each wanted column.
 *
 * @throws DataError with the line number: rows of unequal length, an open quote, a name used twice, a wanted column that is missing,
 * a cell that is no number in a column declared as one.
 * @throws OptionError when an option is unknown or the delimiter cannot be one.
 *
 * @example
 * import { readCsv } from '@hml/data';
 * const table = readCsv('name,years,salary\n"Lee, Ann",1.5,37731\nBo,,43525', { types: { name: 'text', years: 'number' } });
 * table.names // ['name', 'years']
 * table.columns.name // ['Lee, Ann', 'Bo']
 * Array.from(table.columns.years) // [1.5, NaN]
 * readCsv('a,b\n1,2\n3') // throws DataError
 */
export function readCsv<const T extends ColumnTypes = Readonly<Record<string, 'auto'>>>(
  text: string,
  options: CsvOptions<T> = {},
): Table<TypedColumns<T>> {
  checkOptions('readCsv', options, ['header', 'delimiter', 'types', 'missing']);
  checkText(text);
  const { header = true, delimiter = ',', missing = MISSING } = options;
  const lines = splitLines(text, delimiter);
  const { names, body } = splitHeader(lines, header);
  checkRagged(lines, names, body);
  const types: ColumnTypes = options.types ?? Object.fromEntries(names.map((name) => [name, 'auto' as ColumnType]));
  const indexes = new Map(names.map((name, index) => [name, index]));
  const words = new Set(missing);
  const columns = Object.entries(types).map(([name, type]) => {
    const index = indexes.get(name);
    if (index === undefined) throw noSuchColumn(name, names, delimiter);
    return [name, readColumn({ name, index, type, body, lineOf: lines.lineOf, missing: words })] as const;
  });
  return Object.freeze({
    columns: Object.freeze(Object.fromEntries(columns)) as TypedColumns<T>,
    names: Object.freeze(names.filter((name) => Object.hasOwn(types, name))) as readonly (keyof T & string)[],
    nRows: body.length,
  });
}

/** The two mistakes of a first try: a path instead of its text, and bytes instead of text. */
function checkText(text: string): void {
  const isText = typeof text === 'string';
  if (isText && !/^[^\r\n]*\.(csv|tsv|txt)$/i.test(text)) return;
  throw new DataError({
    where: 'readCsv',
    what: isText ? 'this looks like a path' : 'this is not text',
    expected: 'the text of a CSV file',
    got: isText ? `'${excerpt(text)}'` : typeof text,
    fix: isText ? "await readCsvFile(path) of '@hml/data/node' reads a file" : 'new TextDecoder().decode(bytes) gives the text',
  });
}

/** Column names and the rows under them. */
function splitHeader({ rows, lineOf }: Lines, header: boolean | readonly string[]): { names: readonly string[]; body: Lines['rows'] } {
  if (rows.length === 0 && !Array.isArray(header)) {
    throw new DataError({ where: 'readCsv', what: 'the text is empty', expected: 'at least one line', got: 'no line with a cell' });
  }
  const first = header === true ? rows[0] : header || rows[0].map(() => '');
  const names = first.map((name, index) => name || `column${index}`);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) {
    throw new DataError({
      where: 'readCsv',
      what: `${header === true ? `line ${lineOf(rows[0])}: ` : ''}two columns have the same name`,
      expected: 'a name of its own for each column',
      got: `'${names[twice]}' for columns ${names.indexOf(names[twice]) + 1} and ${twice + 1}`,
      fix: 'rename one, or give the names yourself: header: [...] (then delete the first line)',
    });
  }
  return { names, body: header === true ? rows.slice(1) : rows };
}

function checkRagged({ lineOf }: Lines, names: readonly string[], body: Lines['rows']): void {
  const row = body.find((cells) => cells.length !== names.length);
  if (!row) return;
  throw new DataError({
    where: 'readCsv',
    what: `line ${lineOf(row)} has ${row.length} ${row.length === 1 ? 'cell' : 'cells'}`,
    expected: `${names.length}, one for each of ${excerpt(names.join(', '))}`,
    got: `${row.length}: '${excerpt(row.join("', '"))}'`,
    fix:
      row.length > names.length
        ? 'put quotes around cells that contain the delimiter'
        : 'add the missing delimiters; empty cells are allowed',
  });
}

function noSuchColumn(name: string, names: readonly string[], delimiter: string): DataError {
  return new DataError({
    where: 'readCsv',
    what: `there is no column '${name}'`,
    expected: `one of ${names.join(', ')}`,
    got: `types: { ${name}: … }`,
    fix: otherDelimiter(names, delimiter) ?? didYouMean(name, names),
  });
}
