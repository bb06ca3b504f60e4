import { selectColumns, toRows } from '@hml/data';
import { readCsvFile } from '@hml/data/node';

/** 150 irises by the length and width of their petals (cm), and their species in capitals. */
export async function readIrisPetals(): Promise<{ readonly X: number[][]; readonly y: readonly string[] }> {
  const table = await readCsvFile(new URL('iris.csv', import.meta.url), {
    types: { petal_length: 'number', petal_width: 'number', class: 'text' },
  });
  return { X: toRows(selectColumns(table, ['petal_length', 'petal_width'])), y: table.columns.class };
}

/** 118 microchips by the results of two tests, and whether they passed inspection (1) or not (0). */
export async function readMicrochips(): Promise<{ readonly X: number[][]; readonly y: Int32Array }> {
  const { columns } = await readCsvFile(new URL('microchips-tests.csv', import.meta.url), {
    types: { param_1: 'number', param_2: 'number', validity: 'number' },
  });
  return { X: toRows(columns, ['param_1', 'param_2']), y: Int32Array.from(columns.validity) };
}
