// Writes the embedded data of iris and digits from their CSV files (one header row, feature columns, then `target`):
//   node packages/data/scripts/embed.ts FOLDER
// FOLDER holds iris.csv and digits.csv as described in src/datasets/README.md.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toRows } from '../src/index.ts';
import { readCsvFile } from '../src/node.ts';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node packages/data/scripts/embed.ts FOLDER (with iris.csv and digits.csv)');
  process.exit(1);
}

await embed('iris', 'two digits of tenths per measurement, then the class', (value) => String(Math.round(value * 10)).padStart(2, '0'));
await embed('digits', 'one base-17 digit per pixel, row by row, then the class', (value) => value.toString(17));

/** One line of text per row: its features, each encoded, then the class. */
async function embed(name: string, format: string, encode: (value: number) => string): Promise<void> {
  const { columns } = await readCsvFile(join(folder, `${name}.csv`));
  const rows = toRows(columns as Readonly<Record<string, Float64Array>>);
  const lines = rows.map((row) => row.slice(0, -1).map(encode).join('') + row.at(-1));
  const source = `// Written by scripts/embed.ts: ${format}.\nexport const rows = \`\n${lines.join('\n')}\n\`;\n`;
  await writeFile(new URL(`../src/datasets/${name}/rows.ts`, import.meta.url), source);
  console.log(`${name}: ${rows.length} rows`);
}
