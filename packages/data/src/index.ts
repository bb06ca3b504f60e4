// CSV text in and out
export { readCsv } from './csv/read-csv.ts';
export type { ColumnType, ColumnTypes, CsvOptions, TypedColumns } from './csv/types.ts';
export { type WriteCsvOptions, writeCsv } from './csv/write-csv.ts';
// what every data set looks like (the sets themselves have entries of their own)
export type { Dataset, DatasetTargets } from './datasets/dataset.ts';
// tables, rows and columns
export { type Column, type Columns, selectColumns, type Table, toColumns, toRows } from './table.ts';
