import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataError } from '@hml/tensor';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCsvFile } from '../src/node.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hml-data-'));
  await writeFile(join(folder, 'a.csv'), 'a;b\n1;é');
});
afterAll(() => rm(folder, { recursive: true }));

it('readCsvFile reads a path and a file URL', async () => {
  const path = join(folder, 'a.csv');
  for (const place of [path, pathToFileURL(path)]) {
    const { columns } = await readCsvFile(place, { delimiter: ';' });
    expect(columns).toEqual({ a: Float64Array.of(1), b: ['é'] });
  }
});

it('readCsvFile says which file is missing, and why', async () => {
  const error = await readCsvFile(join(folder, 'none.csv')).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect(error).toMatchObject({ got: expect.stringContaining('ENOENT') });
});
