import { DataError } from '@hml/tensor';
import { didYouMean, otherDelimiter } from './names.ts';

/** One column: numbers (missing ones are NaN) or text (missing ones are empty). */
export type Column = Float64Array | readonly string[];

/** Columns by name. */
export type Columns = Readonly<Record<string, Column>>;

/** A table as plain data: typed columns of equal length. Frozen; write to its arrays only if you own it. */
export interface Table<C extends Columns = Columns> {
  /** The columns by name. */
  readonly columns: C;
  /** The column names, in the order of the file. */
  readonly names: readonly (keyof C & string)[];
  /** Number of rows. */
  readonly nRows: number;
}

/**
 * Picks numeric columns out of a table, in the given order: a record of columns, which every estimator accepts as `X`.
 *
 * The arrays are the table's own, not copies.
 *
 * @throws DataError when a column does not exist or holds text, or `table` is none.
 *
 * @example
 * import { readCsv, selectColumns } from '@hml/data';
 * const table = readCsv('city,area,rooms\nOslo,70,3\nRome,55,2');
 * Object.keys(selectColumns(table, ['rooms', 'area'])) // ['rooms', 'area']
 * Array.from(selectColumns(table, ['area']).area) // [70, 55]
 * selectColumns(table, ['city']) // throws DataError
 */
export function selectColumns<C extends Columns, const Name extends keyof C & string>(
  table: Table<C>,
  names: readonly Name[],
): Readonly<Record<Name, Float64Array>> {
  checkTable('selectColumns', table, true);
  const picked = Object.fromEntries(names.map((name) => [name, numericColumn(table.columns, name)]));
  return Object.freeze(picked as Record<Name, Float64Array>);
}

/** Refuses what is no table (with `columns`), or no record of columns: above all a promise of a table, and the one for the other. */
function checkTable(where: string, table: unknown, whole: boolean): void {
  const isObject = typeof table === 'object' && table !== null;
  const promise = isObject && 'then' in table && typeof table.then === 'function';
  const isWhole = isObject && 'columns' in table && 'names' in table && 'nRows' in table;
  if (isObject && !promise && isWhole === whole) return;
  const [got, fix] = promise
    ? ['a promise', 'await it']
    : isWhole
      ? ['a whole table', 'table.columns']
      : [typeof table, isObject && whole ? 'the table itself, not its columns' : undefined];
  const [what, expected] = whole ? ['not a table', 'a table, as readCsv gives it'] : ['not a record of columns', '{ name: numbers, … }'];
  throw new DataError({ where, what, expected, got, fix });
}

function numericColumn(columns: Columns, name: string): Float64Array {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column instanceof Float64Array) return column;
  const known = Object.keys(columns);
  const numeric = known.filter((other) => columns[other] instanceof Float64Array);
  throw new DataError({
    where: 'selectColumns',
    what: column ? `column '${name}' holds text` : `there is no column '${name}'`,
    expected: `a numeric column: ${numeric.join(', ') || '(there is none)'}`,
    got: column ? `text such as '${column[0] ?? ''}'` : `'${name}'`,
    fix: column ? 'encode the text as numbers first, or read the column as a number' : (otherDelimiter(known) ?? didYouMean(name, known)),
  });
}

/**
 * Turns columns into rows: `number[][]`, one inner array per sample.
 *
 * Shapes: $d$ columns of length $n$ → rows [n, d]. `names` chooses the columns and their order; without it all columns in key order.
 *
 * @throws DataError when columns differ in length or a name is unknown.
 *
 * @example
 * import { toRows } from '@hml/data';
 * toRows({ area: [70, 55], rooms: [3, 2] }) // [[70, 3], [55, 2]]
 * toRows({ area: [70, 55], rooms: [3, 2] }, ['rooms']) // [[3], [2]]
 */
export function toRows<C extends Readonly<Record<string, ArrayLike<number>>>>(
  columns: C,
  names?: readonly (keyof C & string)[],
): number[][] {
  checkTable('toRows', columns, false);
  const chosen: readonly string[] = names ?? Object.keys(columns);
  const parts = chosen.map((name) => column(columns, name));
  const nRows = parts[0]?.length ?? 0;
  const odd = parts.findIndex((part) => part.length !== nRows);
  if (odd >= 0) {
    throw new DataError({
      where: 'toRows',
      what: 'columns differ in length',
      expected: `${nRows} values in each column, as in '${chosen[0]}'`,
      got: `${parts[odd].length} values in '${chosen[odd]}'`,
    });
  }
  return Array.from({ length: nRows }, (_, i) => parts.map((part) => part[i]));
}

function column(columns: Readonly<Record<string, ArrayLike<number>>>, name: string): ArrayLike<number> {
  if (Object.hasOwn(columns, name)) return columns[name];
  const known = Object.keys(columns);
  throw new DataError({
    where: 'toRows',
    what: `there is no column '${name}'`,
    expected: `one of ${known.join(', ')}`,
    got: `'${name}'`,
    fix: didYouMean(name, known),
  });
}

/**
 * Turns rows into columns by name: the inverse of {@link toRows}.
 *
 * Shapes: rows [n, d] and $d$ names → $d$ columns of length $n$.
 *
 * @throws DataError when a row does not have one value per name.
 *
 * @example
 * import { toColumns } from '@hml/data';
 * const columns = toColumns([[70, 3], [55, 2]], ['area', 'rooms']);
 * [...columns.area] // [70, 55]
 * toColumns([[70, 3], [55]], ['area', 'rooms']) // throws DataError
 */
export function toColumns<const Name extends string>(
  rows: readonly ArrayLike<number>[],
  names: readonly Name[],
): Readonly<Record<Name, Float64Array>> {
  const odd = rows.findIndex((row) => row.length !== names.length);
  if (odd >= 0) {
    throw new DataError({
      where: 'toColumns',
      what: `row ${odd} does not have one value per name`,
      expected: `${names.length} values: ${names.join(', ')}`,
      got: `${rows[odd].length} values`,
    });
  }
  const columns = Object.fromEntries(names.map((name, j) => [name, Float64Array.from(rows, (row) => row[j])]));
  return Object.freeze(columns as Record<Name, Float64Array>);
}
