import { fc, test } from '@fast-check/vitest';
import { DataError } from '@hml/tensor';
import { expect, it } from 'vitest';
import { readCsv, selectColumns, toColumns, toRows } from '../src/index.ts';

const table = readCsv('city,area,rooms\nOslo,70,3\nRome,55,2', { types: { city: 'text', area: 'number', rooms: 'number' } });

it('selectColumns picks numeric columns in the given order, without copying', () => {
  const X = selectColumns(table, ['rooms', 'area']);
  expect(Object.keys(X)).toEqual(['rooms', 'area']);
  expect(X.area).toBe(table.columns.area);
});

it('selectColumns refuses text and unknown columns, and names the numeric ones', () => {
  expect(() => selectColumns(table, ['city'])).toThrow(
    expect.objectContaining({ what: "column 'city' holds text", expected: 'a numeric column: area, rooms' }),
  );
  // @ts-expect-error there is no column room
  expect(() => selectColumns(table, ['room'])).toThrow(expect.objectContaining({ fix: "did you mean 'rooms'?" }));
});

it('toRows refuses columns of unequal length and unknown names', () => {
  expect(() => toRows({ a: [1, 2], b: [1] })).toThrow(DataError);
  // @ts-expect-error there is no column b
  expect(() => toRows({ a: [1, 2] }, ['b'])).toThrow(DataError);
});

it('toRows of no columns is no rows', () => expect(toRows({})).toEqual([]));

it('toColumns refuses a row of another length', () => expect(() => toColumns([[1, 2], [3]], ['a', 'b'])).toThrow(DataError));

const rows = fc.nat({ max: 5 }).chain((width) => fc.array(fc.array(fc.double(), { minLength: width + 1, maxLength: width + 1 })));

test.prop([rows], { seed: 7 })('toRows(toColumns(rows)) is rows', (matrix) => {
  const names = (matrix[0] ?? [0]).map((_, j) => `x${j}`);
  expect(toRows(toColumns(matrix, names), names)).toEqual(matrix);
});

it('selectColumns and toRows of a promise of a table say that it is to be awaited', () => {
  for (const f of [selectColumns, toRows]) {
    expect(() => Reflect.apply(f, undefined, [Promise.resolve(table), ['area']])).toThrow(
      expect.objectContaining({
        name: 'DataError',
        where: f.name,
        got: 'a promise',
        fix: 'await it',
      }),
    );
    expect(() => Reflect.apply(f, undefined, [undefined, ['area']])).toThrow(
      expect.objectContaining({ name: 'DataError', got: 'undefined' }),
    );
  }
  expect(() => Reflect.apply(selectColumns, undefined, [table.columns, ['area']])).toThrow(
    expect.objectContaining({ what: 'not a table', fix: 'the table itself, not its columns' }),
  );
  expect(() => Reflect.apply(toRows, undefined, [table])).toThrow(expect.objectContaining({ got: 'a whole table', fix: 'table.columns' }));
});

it('selectColumns of a table read with the wrong delimiter says which it seems to be', () => {
  expect(() => Reflect.apply(selectColumns, undefined, [readCsv('a;b\n1;2'), ['a']])).toThrow(
    expect.objectContaining({ fix: 'the delimiter seems to be another: delimiter: ";"' }),
  );
});
