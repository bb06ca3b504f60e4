import { DataError } from '@hml/tensor';
import Papa from 'papaparse';
import type { Column, Table } from '../table.ts';
import { checkOptions } from './options.ts';

/** Options of {@link writeCsv}. */
export interface WriteCsvOptions {
  /** What stands between two cells. @defaultValue ',' */
  readonly delimiter?: string;
}

/**
 * Writes a table as CSV text: a header, then one line per row, each closed by `\n`.
 *
 * Numbers are written as the shortest text that reads back to the same value; NaN as `NaN`. Cells with a delimiter, a quote or a line
 * break are quoted. {@link readCsv} with the same types gives the same table back.
 *
 * @throws DataError when the table has one text column and a cell of it is empty: its line would be blank, and blank lines are skipped.
 *
 * @example
 * import { readCsv, writeCsv } from '@hml/data';
 * writeCsv(readCsv('a;b\n1;x,y\n2.50;z', { delimiter: ';' })) // 'a,b\n1,"x,y"\n2.5,z\n'
 */
export function writeCsv(table: Table, options: WriteCsvOptions = {}): string {
  checkOptions('writeCsv', options, ['delimiter']);
  const parts = table.names.map((name) => table.columns[name]);
  const rows = Array.from({ length: table.nRows }, (_, i) => parts.map((part) => render(part, i)));
  const blank = parts.length === 1 ? rows.findIndex((row) => row[0] === '') : -1;
  if (blank >= 0) {
    throw new DataError({
      where: 'writeCsv',
      what: 'an empty cell in a table of one column would be a blank line',
      expected: 'some text in every row, or a second column',
      got: `'' in row ${blank} of '${table.names[0]}'`,
    });
  }
  const text = Papa.unparse([[...table.names], ...rows], { delimiter: options.delimiter ?? ',', newline: '\n' });
  return `${text}\n`;
}

function render(column: Column, i: number): string {
  const value = column[i];
  return Object.is(value, -0) ? '-0' : String(value);
}
