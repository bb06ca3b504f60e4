import { readFile } from 'node:fs/promises';
import { DataError } from '@hml/tensor';
import { readCsv } from './csv/read-csv.ts';
import type { ColumnTypes, CsvOptions, TypedColumns } from './csv/types.ts';
import type { Table } from './table.ts';

/**
 * Reads a CSV file (UTF-8) into typed columns; Node, Deno and Bun only.
 *
 * Options, types and errors are those of `readCsv` in `@hml/data`.
 *
 * @throws DataError when there is no such file, or its text is no table.
 *
 * @example
 * import { readCsvFile } from '@hml/data/node';
 * await readCsvFile('no-such-file.csv') // throws DataError
 */
export async function readCsvFile<const T extends ColumnTypes = Readonly<Record<string, 'auto'>>>(
  path: string | URL,
  options: CsvOptions<T> = {},
): Promise<Table<TypedColumns<T>>> {
  return readCsv(await readText(path), options);
}

async function readText(path: string | URL): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new DataError({
      where: 'readCsvFile',
      what: 'the file cannot be read',
      expected: 'the path of a readable file',
      got: `'${path}' (${cause instanceof Error && 'code' in cause ? cause.code : cause})`,
      fix: `paths are relative to the working directory; new URL('data.csv', import.meta.url) is relative to your module`,
    });
  }
}
