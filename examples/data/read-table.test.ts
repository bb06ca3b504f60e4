import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readHappiness, readHousePrices, readWaves } from './read-table.ts';

const here = (name: string) => readFile(new URL(name, import.meta.url));

it('every table is byte for byte the one that README.md names', async () => {
  const rows = [...(await here('README.md')).toString().matchAll(/`([\w-]+\.csv)` \| ([\d,]+) \| `(\w{64})`/g)];
  expect(rows.length).toBe(5);
  for (const [, name, bytes, sha256] of rows) {
    const file = await here(name);
    expect(file.length).toBe(Number(bytes.replace(',', '')));
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
  }
});

it('readHappiness gives 155 countries, one with a comma in its name, and eleven columns of numbers', async () => {
  const { countries, columns } = await readHappiness();
  expect(countries.length).toBe(155);
  expect(countries).toContain('Hong Kong S.A.R., China');
  expect(Object.values(columns).map((column) => column.length)).toEqual(new Array(11).fill(155));
  expect([columns.score[0], columns['GDP per capita'][0]]).toEqual([7.53700017929077, 1.61646318435669]);
});

it('readWaves and readHousePrices give their rows in order', async () => {
  const { x, y } = await readWaves();
  expect([x.length, x[0], y[0], x[249]]).toEqual([250, 1, 97.58776, 250]);
  const houses = await readHousePrices();
  expect([houses.X.length, houses.X[0], houses.y[0]]).toEqual([47, [2104, 3], 399900]);
});
