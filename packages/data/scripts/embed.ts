// Writes the embedded data of the larger sets from their CSV files (one header row, feature columns, then targets):
//   node packages/data/scripts/embed.ts FOLDER
// FOLDER holds iris.csv, digits.csv, wine.csv, breast_cancer.csv and diabetes_raw.csv as described in src/datasets/README.md.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toRows } from '../src/index.ts';
import { readCsvFile } from '../src/node.ts';

const folder = process.argv[2];
if (!folder) {
  console.error(
    'usage: node packages/data/scripts/embed.ts FOLDER (with iris.csv, digits.csv, wine.csv, breast_cancer.csv, diabetes_raw.csv)',
  );
  process.exit(1);
}

const last = ([...row]: readonly number[], encode: (value: number) => string): string => {
  const target = row.pop();
  return row.map(encode).join('') + target;
};
const decimals = (row: readonly number[]): string => row.map((value) => String(value).replace(/^0\./, '.')).join();

await embed('iris', 'two digits of tenths per measurement, then the class', (row) =>
  last(row, (value) => String(Math.round(value * 10)).padStart(2, '0')),
);
await embed('digits', 'one base-17 digit per pixel, row by row, then the class', (row) => last(row, (value) => value.toString(17)));
await embed('wine', 'the measurements, then the class', decimals);
await embed('breast_cancer', 'the measurements, then the class', decimals);
await embed('diabetes_raw', 'the measurements, then the progression', decimals, 'diabetes');

/** One line of text per row. */
async function embed(file: string, format: string, line: (row: readonly number[]) => string, name = file.replace('_', '-')): Promise<void> {
  const { columns } = await readCsvFile(join(folder, `${file}.csv`));
  const rows = toRows(columns as Readonly<Record<string, Float64Array>>);
  const source = `// Written by scripts/embed.ts: ${format}.\nexport const rows = \`\n${rows.map(line).join('\n')}\n\`;\n`;
  await writeFile(new URL(`../src/datasets/${name}/rows.ts`, import.meta.url), source);
  console.log(`${file}: ${rows.length} rows`);
}
