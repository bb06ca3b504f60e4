import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@hml/tensor';
import { asNumbers, isList, isObject, type Json, type JsonObject } from './json.ts';
import { rangeIndices } from './python-slice.ts';

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** The data sets that cases refer to: CSV files with a header row under `<folder>/sklearn`, each read once. */
export class DataSets {
  readonly #folder: string;
  readonly #tables = new Map<string, Table>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Replaces every reference `{ dataset, rows, columns, shift?, scale? }` inside `value` by its numbers. */
  resolve(value: Json): Json {
    if (isList(value)) return value.map((entry) => this.resolve(entry));
    if (!isObject(value)) return value;
    if (typeof value.dataset === 'string') return select(this.#table(value.dataset), value);
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.resolve(entry)]));
  }

  #table(name: string): Table {
    const known = this.#tables.get(name);
    if (known) return known;
    const file = join(this.#folder, 'sklearn', `${name}.csv`);
    if (!existsSync(file)) {
      throw new DataError({ where: 'goldens', what: 'data set not found', expected: `a file ${file}`, got: `dataset '${name}'` });
    }
    const table = parseTable(name, readFileSync(file, 'utf8'));
    this.#tables.set(name, table);
    return table;
  }
}

/** Reads a CSV table of numbers with one header row and no quotes. */
export function parseTable(name: string, text: string): Table {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const columns = header.split(',');
  const rows = lines.map((line, i) => {
    const row = line.split(',').map(Number);
    if (row.length !== columns.length || row.some(Number.isNaN)) {
      throw new DataError({ where: `${name}.csv, line ${i + 2}`, what: 'malformed row', expected: `${columns.length} numbers`, got: line });
    }
    return row;
  });
  return { name, columns, rows };
}

function select(table: Table, reference: JsonObject): Json {
  const rows = chooseRows(table, reference.rows ?? 'all');
  const single = typeof reference.columns === 'string' && reference.columns !== 'features';
  const columns = chooseColumns(table, reference.columns ?? 'features');
  const shift = perColumn(reference.shift);
  const scale = perColumn(reference.scale);
  const value = (row: readonly number[], j: number): number => {
    const x = row[columns[j] ?? -1] ?? Number.NaN;
    return shift || scale ? (x - (shift?.[j] ?? 0)) / (scale?.[j] ?? 1) : x;
  };
  return rows.map((row) => (single ? value(row, 0) : columns.map((_, j) => value(row, j))));
}

function perColumn(value: Json | undefined): readonly number[] | undefined {
  return typeof value === 'number' ? [value] : asNumbers(value);
}

function chooseRows(table: Table, rows: Json): (readonly number[])[] {
  const n = table.rows.length;
  const indices = typeof rows === 'string' ? rangeIndices(rows === 'all' ? ':' : rows, n) : asNumbers(rows);
  return (indices ?? []).map((i) => {
    const row = table.rows[i];
    if (row) return row;
    throw new DataError({ where: `${table.name}.csv`, what: 'row out of range', expected: `a row in 0..${n - 1}`, got: String(i) });
  });
}

function chooseColumns(table: Table, columns: Json): number[] {
  const isFeature = (column: string): boolean => column !== 'target' && !column.startsWith('target_');
  const names = columns === 'features' ? table.columns.filter(isFeature) : isList(columns) ? columns : [columns];
  return names.map((name) => {
    const j = table.columns.indexOf(String(name));
    if (j >= 0) return j;
    throw new DataError({ where: `${table.name}.csv`, what: 'no such column', expected: table.columns.join(', '), got: String(name) });
  });
}
