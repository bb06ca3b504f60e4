import { DataError, type HmlError, OptionError } from '@hml/tensor';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Column, readCsv } from '../../src/index.ts';

/** The error that a call throws, for its fields. */
function thrown(call: () => unknown): HmlError {
  try {
    call();
  } catch (error) {
    if (error instanceof DataError || error instanceof OptionError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('readCsv: values', () => {
  it('reads numeric columns as Float64Array and the others as text', () => {
    const { columns, names, nRows } = readCsv('name,years\nAnn,1.5\nBo,-2e3\n');
    expect(columns).toEqual({ name: ['Ann', 'Bo'], years: new Float64Array([1.5, -2000]) });
    expect(names).toEqual(['name', 'years']);
    expect(nRows).toBe(2);
  });

  it('understands quotes, doubled quotes, delimiters and line breaks inside quotes', () => {
    const { columns } = readCsv('a,b\n"x, ""y""\nz",1\n', { types: { a: 'text', b: 'number' } });
    expect(columns.a).toEqual(['x, "y"\nz']);
  });

  it('reads a missing number as NaN and a missing text as empty', () => {
    const { columns } = readCsv('n,t\n1,a\n,\nNA,NA\nNaN,b');
    expect(columns.n).toEqual(new Float64Array([1, NaN, NaN, NaN]));
    expect(columns.t).toEqual(['a', '', 'NA', 'b']);
  });

  it('keeps a column without any number as text, and a declared one as NaN', () => {
    expect(readCsv('a,b\n,1\n,2').columns.a).toEqual(['', '']);
    expect(readCsv('a,b\n,1\n,2', { types: { a: 'number' } }).columns.a).toEqual(new Float64Array([NaN, NaN]));
  });

  it('takes other words for missing numbers', () => {
    expect(readCsv('a\n1\n?', { missing: ['?'] }).columns.a).toEqual(new Float64Array([1, NaN]));
    expect(readCsv('a\n1\nNA', { missing: ['?'] }).columns.a).toEqual(['1', 'NA']);
  });

  it.each([
    ['+1', 1],
    ['.5', 0.5],
    ['5.', 5],
    [' 7 ', 7],
    ['1e-3', 1e-3],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['0.1', 0.1],
  ])('reads %j as the number %d', (cell, value) => expect(readCsv(`a,b\n${cell},`).columns.a).toEqual(new Float64Array([value])));

  it.each(['0x10', '1,5', '1_000', '1e', '--1', '.', 'e5', '1 2', 'true'])('reads %j as text', (cell) =>
    expect(readCsv(`a;b\n${cell};`, { delimiter: ';' }).columns.a).toEqual([cell]),
  );

  it.each(['01234', '-007', '00.5', '9007199254740993', '-123456789012345678901'])(
    'keeps %j, which a number would change, as text',
    (cell) => {
      expect(readCsv(`a,b\n1,2\n${cell},3`).columns.a).toEqual(['1', cell]);
      expect(readCsv(`a,b\n1,2\n${cell},3`, { types: { a: 'number' } }).columns.a).toEqual(new Float64Array([1, Number(cell)]));
    },
  );

  it.each(['0', '-0', '0.50', '9007199254740991', '1e300'])('reads %j as a number', (cell) =>
    expect(readCsv(`a,b\n${cell},3`).columns.a).toEqual(new Float64Array([Number(cell)])),
  );

  it('returns only the columns that types names, in the order of the file', () => {
    const table = readCsv('a,b,c\n1,2,3', { types: { c: 'auto', a: 'text' } });
    expect(table.names).toEqual(['a', 'c']);
    expect(table.columns).toEqual({ a: ['1'], c: new Float64Array([3]) });
  });

  it('names the columns when the text does not', () => {
    expect(readCsv('1,2\n3,4', { header: false }).names).toEqual(['column0', 'column1']);
    expect([...readCsv('1,2\n3,4', { header: ['x', 'y'], types: { y: 'number' } }).columns.y]).toEqual([2, 4]);
    expect(readCsv(',b\n1,2').names).toEqual(['column0', 'b']);
    expect(readCsv('', { header: ['x'] }).nRows).toBe(0);
  });

  it('skips blank lines, a byte-order mark, and takes every kind of line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { columns } = readCsv(`\uFEFFa,b${end}${end}1,2${end}3,4${end}${end}`);
      expect(columns).toEqual({ a: new Float64Array([1, 3]), b: new Float64Array([2, 4]) });
    }
  });

  it('reads a header alone as a table without rows', () => expect(readCsv('a,b\n').nRows).toBe(0));

  it('keeps a column called __proto__ as a column', () => {
    const { columns } = readCsv('__proto__,a\n1,2');
    expect(Object.hasOwn(columns, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(columns)).toBe(Object.prototype);
  });

  it('gives a frozen table', () => {
    const table = readCsv('a\nx');
    expect([table, table.columns, table.names, table.columns.a].every(Object.isFrozen)).toBe(true);
  });

  it('infers the column types from the declaration', () => {
    const declared = readCsv('a,b,c\n1,2,3', { types: { a: 'number', b: 'text', c: 'auto' } }).columns;
    expectTypeOf(declared.a).toEqualTypeOf<Float64Array>();
    expectTypeOf(declared.b).toEqualTypeOf<readonly string[]>();
    expectTypeOf(declared.c).toEqualTypeOf<Column>();
    expectTypeOf(readCsv('a\n1').columns.a).toEqualTypeOf<Column>();
    // @ts-expect-error there is no column d among the declared ones
    expect(declared.d).toBeUndefined();
  });
});

describe('readCsv: errors name the line', () => {
  it('refuses a row with too few or too many cells, counting line breaks inside quotes', () => {
    const error = thrown(() => readCsv('a,b\n"x\ny",1\n\n3'));
    expect(error).toBeInstanceOf(DataError);
    expect(error.what).toBe('line 5 has 1 cell');
    expect(error.expected).toBe('2, one for each of a, b');
    expect(error.got).toBe("1: '3'");
    expect(thrown(() => readCsv('a,b\n1,2,3')).fix).toContain('quotes');
  });

  it('refuses a quote that is never closed, and text after a closing quote', () => {
    expect(thrown(() => readCsv('a,b\n1,2\n"3,4\n5,6')).what).toBe('line 3: a quoted cell is never closed');
    expect(thrown(() => readCsv('a,b\n"x"y,2')).what).toBe('line 2: text after a closing quote');
  });

  it('refuses a name used twice, also among given names', () => {
    const error = thrown(() => readCsv('a,b,a\n1,2,3'));
    expect(error.what).toBe('line 1: two columns have the same name');
    expect(error.got).toBe("'a' for columns 1 and 3");
    expect(thrown(() => readCsv('1,2', { header: ['x', 'x'] })).what).toBe('two columns have the same name');
  });

  it('refuses a wanted column that is missing, with the nearest name or the likely delimiter', () => {
    expect(thrown(() => readCsv('years,salary\n1,2', { types: { Salery: 'number' } })).fix).toBe("did you mean 'salary'?");
    expect(thrown(() => readCsv('a;b\n1;2', { types: { b: 'number' } })).fix).toBe('the delimiter seems to be another: delimiter: ";"');
  });

  it('refuses text in a column declared numeric', () => {
    const error = thrown(() => readCsv('a,b\n1,2\n3,abc', { types: { b: 'number' } }));
    expect(error.what).toBe("line 3, column 'b': not a number");
    expect(error.got).toBe("'abc'");
    expect(error.fix).toContain("types: { b: 'text' }");
  });

  it('refuses an empty text, a path, and bytes', () => {
    expect(thrown(() => readCsv('\n\n')).what).toBe('the text is empty');
    expect(thrown(() => readCsv('data/salary.csv')).fix).toContain('readCsvFile');
    // @ts-expect-error bytes are no text
    expect(thrown(() => readCsv(new Uint8Array(3))).got).toBe('object');
  });

  it('refuses unknown options, types and delimiters', () => {
    // @ts-expect-error misspelt
    expect(thrown(() => readCsv('a\n1', { delimeter: ';' })).fix).toBe("did you mean 'delimiter'?");
    // @ts-expect-error no such type
    expect(thrown(() => readCsv('a\n1', { types: { a: 'numbr' } })).fix).toBe("did you mean 'number'?");
    for (const delimiter of ['', '"', '\n']) expect(thrown(() => readCsv('a\n1', { delimiter }))).toBeInstanceOf(OptionError);
  });
});
