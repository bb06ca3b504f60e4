import { DataError } from '@hml/tensor';
import Papa from 'papaparse';

/** The cells of a CSV text, and where in the text they stood. */
export interface Lines {
  /** Rows of cells as text; blank lines are left out. */
  readonly rows: readonly (readonly string[])[];
  /** Line number of a row of `rows`, counted from 1. */
  readonly lineOf: (row: readonly string[]) => number;
}

/** Splits CSV text into cells (papaparse does the work) and refuses broken quotes. */
export function splitLines(text: string, delimiter: string): Lines {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false });
  const broken = errors.find((error) => error.type === 'Quotes');
  if (broken) throw quoteError(text, broken);
  // Line numbers are only wanted for error messages, so they are counted then: rows before, plus line breaks inside their quoted cells.
  const lineOf = (wanted: readonly string[]) => {
    let line = 1;
    for (const row of data) {
      if (row === wanted) break;
      line += 1 + row.reduce((breaks, cell) => breaks + countBreaks(cell), 0);
    }
    return line;
  };
  return { rows: data.filter((row) => row.length > 1 || row[0] !== ''), lineOf };
}

function quoteError(text: string, { code, index = 0 }: Papa.ParseError): DataError {
  const line = 1 + countBreaks(text.slice(0, index));
  const unterminated = code === 'MissingQuotes';
  return new DataError({
    where: 'readCsv',
    what: unterminated ? `line ${line}: a quoted cell is never closed` : `line ${line}: text after a closing quote`,
    expected: unterminated ? 'a closing " before the end of the text' : 'a delimiter or the end of the line after a closing quote',
    got: `'${excerpt(text.slice(Math.max(0, index - 1)))}'`,
    fix: 'inside a quoted cell write a quote twice: "say ""hello"""',
  });
}

function countBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** The beginning of a text, short enough for an error message. */
export function excerpt(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0];
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
