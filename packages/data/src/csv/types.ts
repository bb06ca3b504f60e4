import type { Column } from '../table.ts';

/** How a column is read: as numbers, as text, or as numbers if every cell is one that float64 keeps (`'auto'`). */
export type ColumnType = 'number' | 'text' | 'auto';

/** The wanted columns by name, each with its type. */
export type ColumnTypes = Readonly<Record<string, ColumnType>>;

/** The columns that a declaration of types promises. */
export type TypedColumns<T extends ColumnTypes> = {
  readonly [Name in keyof T]: T[Name] extends 'number' ? Float64Array : T[Name] extends 'text' ? readonly string[] : Column;
};

/** Options of {@link readCsv}. */
export interface CsvOptions<T extends ColumnTypes = ColumnTypes> {
  /** `true`: the first line names the columns. `false`: they are called `column0`, `column1`, … A list: these are the names, and the first line is data. @defaultValue true */
  readonly header?: boolean | readonly string[];
  /** What stands between two cells, such as `';'` or `'\t'`. @defaultValue ',' */
  readonly delimiter?: string;
  /** The wanted columns and their types; other columns are left out. Without it all columns are read as `'auto'`. */
  readonly types?: T;
  /** What stands for a missing number. In text columns these words are ordinary text. @defaultValue ['', 'NA', 'N/A', 'NaN', 'nan', 'null'] */
  readonly missing?: readonly string[];
}
