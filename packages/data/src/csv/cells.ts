import { DataError } from '@hml/tensor';
import type { Column } from '../table.ts';
import { excerpt, type Lines } from './lines.ts';
import type { ColumnType } from './types.ts';

const NUMBER = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?)$/i;

/** One cell as a number; NaN when missing; `undefined` when it is neither. Spaces around it do not count. */
function toNumber(cell: string, missing: ReadonlySet<string>): number | undefined {
  const word = cell.trim();
  if (missing.has(word)) return Number.NaN;
  if (!NUMBER.test(word)) return undefined;
  const value = Number(word);
  return Number.isNaN(value) ? (word.startsWith('-') ? -Infinity : Infinity) : value; // 'inf' is the one spelling Number does not know
}

/** What is needed to read one column. */
export interface ColumnSource {
  readonly name: string;
  readonly index: number;
  readonly type: ColumnType;
  readonly body: Lines['rows'];
  readonly lineOf: Lines['lineOf'];
  readonly missing: ReadonlySet<string>;
}

/** Leading zeros, as codes have them: `'01234'`; a number would lose them. */
const CODE = /^[+-]?0\d/;
const INTEGER = /^[+-]?\d+$/;

/** Whether a number cannot stand for the cell: a code with leading zeros, or a whole number beyond 2⁵³, where float64 has gaps. */
function wouldChange(word: string, missing: ReadonlySet<string>): boolean {
  if (missing.has(word)) return false;
  return CODE.test(word) || (INTEGER.test(word) && !Number.isSafeInteger(Number(word)));
}

/**
 * Reads one column: as declared, or as numbers when every cell is one (or missing), at least one is there, and none would be changed by it.
 */
export function readColumn(source: ColumnSource): Column {
  const { index, type, body } = source;
  const text = () => Object.freeze(body.map((row) => row[index]));
  if (type === 'text') return text();
  const { values, bad } = readNumbers(source);
  if (type === 'number' && bad >= 0) throw notANumber(source, bad);
  const empty = body.length > 0 && values.every(Number.isNaN);
  return type === 'auto' && (bad >= 0 || empty || body.some((row) => wouldChange(row[index].trim(), source.missing))) ? text() : values;
}

/** The values, up to the first cell (`bad`) that is neither a number nor missing; -1 when there is none. */
function readNumbers({ index, body, missing }: ColumnSource): { values: Float64Array; bad: number } {
  const values = new Float64Array(body.length);
  for (let i = 0; i < body.length; i++) {
    const value = toNumber(body[i][index], missing);
    if (value === undefined) return { values, bad: i };
    values[i] = value;
  }
  return { values, bad: -1 };
}

function notANumber({ name, index, body, lineOf, missing }: ColumnSource, bad: number): DataError {
  const cell = excerpt(body[bad][index]);
  return new DataError({
    where: 'readCsv',
    what: `line ${lineOf(body[bad])}, column '${name}': not a number`,
    expected: `a number with a decimal point, or one of ${[...missing].map((word) => `'${word}'`).join(', ')} for a missing one`,
    got: `'${cell}'`,
    fix: `declare types: { ${name}: 'text' }, or add '${cell}' to missing`,
  });
}
