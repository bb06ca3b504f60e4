import { fc, test } from '@fast-check/vitest';
import { DataError } from '@hml/tensor';
import { expect, it } from 'vitest';
import { type ColumnTypes, readCsv, type Table, writeCsv } from '../../src/index.ts';

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, -0, Infinity, -Infinity, 1e21, 5e-324));
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', ',', ';', '\n', '\r\n', 'NA', '007', ' x ', '\uFEFF'),
);
const name = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor', '1', 'a,b', 'a"b', 'a\nb'));

/** Tables of 2 to 4 columns and 0 to 6 rows, with the types that tell text such as '007' from numbers. */
const tables = fc.record({ names: fc.uniqueArray(name, { minLength: 2, maxLength: 4 }), nRows: fc.nat(6) }).chain(({ names, nRows }) =>
  fc
    .tuple(
      ...names.map((column) =>
        fc.oneof(
          fc.array(number, { minLength: nRows, maxLength: nRows }).map((values) => [column, 'number', Float64Array.from(values)] as const),
          fc.array(text, { minLength: nRows, maxLength: nRows }).map((values) => [column, 'text', values] as const),
        ),
      ),
    )
    .map((columns) => ({
      table: { columns: Object.fromEntries(columns.map(([key, , values]) => [key, values])), names, nRows } satisfies Table,
      types: Object.fromEntries(columns.map(([key, type]) => [key, type])) satisfies ColumnTypes,
    })),
);

test.prop([tables, fc.constantFrom(',', ';', '\t')], { seed: 7, numRuns: 300 })(
  'readCsv(writeCsv(table)) is the table, to the bit',
  ({ table, types }, delimiter) => {
    const back = readCsv(writeCsv(table, { delimiter }), { types, delimiter });
    expect([back.names, back.nRows]).toEqual([table.names, table.nRows]);
    for (const column of table.names) expect([...back.columns[column]]).toStrictEqual([...table.columns[column]]);
  },
);

test.prop([fc.string(), fc.constantFrom(',', ';')], { seed: 7 })(
  'readCsv of any text gives a table or a DataError, never another error',
  (any, delimiter) => {
    try {
      const { columns, names, nRows } = readCsv(any, { delimiter });
      for (const column of names) expect(columns[column].length).toBe(nRows);
    } catch (error) {
      expect(error).toBeInstanceOf(DataError);
    }
  },
);

it('writeCsv quotes what needs quotes and ends each line', () => {
  const table = { columns: { a: ['x,y', 'say "hi"'], b: Float64Array.of(0.1, Number.NaN) }, names: ['a', 'b'] as const, nRows: 2 };
  expect(writeCsv(table)).toBe('a,b\n"x,y",0.1\n"say ""hi""",NaN\n');
});

it('writeCsv refuses an empty cell in a table of one column', () => {
  expect(() => writeCsv({ columns: { a: ['x', ''] }, names: ['a'], nRows: 2 })).toThrow(DataError);
});
