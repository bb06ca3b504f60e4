import { DataError, OptionError } from '@hml/tensor';
import { describe, expect, it, vi } from 'vitest';
import type { FitOptions, MatrixLike, Rules, Run } from '../../src/index.ts';
import { asMatrix, ConvergenceWarning, integerFrom, numbersToJson, openModel, Recipe, readNumber, resolve } from '../../src/index.ts';
import { thrown } from '../samples.ts';

/** The mean of all values, halfway nearer in each iteration. */
class Halving extends Recipe<number, { readonly center: number }> {
  protected override *run(X: MatrixLike, options: FitOptions): Run<number, { readonly center: number }> {
    const { data } = asMatrix('Halving.fit', X, { minSamples: 2 });
    const goal = data.reduce((sum, value) => sum + value, 0) / data.length;
    let center = 0;
    for (let nIter = 1; nIter <= 4; nIter++) {
      yield;
      center += (goal - center) / 2;
      const now = center;
      yield { nIter, maxIter: 4, snapshot: () => now };
    }
    this.warn(new ConvergenceWarning({ where: 'Halving.fit', what: 'not there yet', expected: 'the mean', got: String(center) }), options);
    return { center };
  }
}

describe('Recipe', () => {
  const quiet = { onWarning: () => {} };

  it('runs one generator three ways', async () => {
    expect(new Halving().fit([[8], [8]], quiet).center).toBe(7.5);
    expect([...new Halving().steps([[8], [8]], quiet)]).toEqual([4, 6, 7, 7.5]);
    const progress = vi.fn();
    expect((await new Halving().fitAsync([[8], [8]], { ...quiet, onProgress: progress })).center).toBe(7.5);
    expect(progress.mock.lastCall).toEqual([{ nIter: 4, maxIter: 4, state: 7.5 }]);
  });

  it('lets a handler turn a warning into an error', () => {
    const strict = (warning: Error): never => {
      throw warning;
    };
    expect(() => new Halving().fit([[8], [8]], { onWarning: strict })).toThrow(ConvergenceWarning);
  });

  it('demands as many rows as the algorithm needs', () => {
    expect(thrown(() => new Halving().fit([[1]]))).toMatchObject({
      what: 'X is too small',
      expected: 'at least 2 rows and one column',
      got: 'X [1, 1]',
    });
  });
});

describe('asMatrix', () => {
  it.each([
    [{ rows: [{ a: 1 }, {}], columns: ['a'] }, { got: "undefined in row 1, column 0 ('a')" }],
    [{ rows: [{ a: 1 }], columns: ['toString'] }, { got: "undefined in row 0, column 0 ('toString')" }],
    [{ rows: 3, columns: ['a'] }, { got: 'rows: 3, columns: an array of 1' }],
    [{ a: 'text' }, { what: 'the columns of X do not fit together' }],
    [[{ a: 1 }], { fix: expect.stringContaining('columns:') }],
    [Float64Array.of(1, 2), { fix: expect.stringContaining('shape:') }],
    [[[1n]], { got: 'a bigint in row 0, column 0' }],
    [[[null]], { got: 'null in row 0, column 0' }],
    [null, { got: 'null' }],
    [() => 1, { got: 'a function' }],
    [new Map(), { got: 'X [0, 0]' }],
  ])('refuses %o', (X, parts) =>
    expect(thrown(() => Reflect.apply(asMatrix, undefined, ['f', X]))).toMatchObject({ where: 'f', ...parts }),
  );
});

describe('resolve', () => {
  const defaults = { maxIter: 10 };
  const rules: Rules<typeof defaults> = { maxIter: integerFrom(1) };

  it('fills in, freezes, and leaves what came in alone', () => {
    const options = { maxIter: 3 };
    expect(resolve('E', defaults, options, rules)).toEqual({ maxIter: 3 });
    expect(resolve('E', defaults, {}, rules)).toEqual(defaults);
    expect(Object.isFrozen(options)).toBe(false);
    expect(Reflect.apply(resolve, undefined, ['E', defaults, { maxIter: undefined }, rules])).toEqual(defaults);
  });

  it.each([
    [{ max_iter: 3 }, { fix: "did you mean 'maxIter'?" }],
    [{ maxiter: 3 }, { fix: "did you mean 'maxIter'?" }],
    [{ colour: 'red' }, { fix: undefined, expected: 'one of maxIter' }],
    [JSON.parse('{"__proto__": 1}'), { got: "'__proto__'" }],
    [null, { got: 'null' }],
    [{ maxIter: '3' }, { expected: 'a whole number, 1 or more', got: "the text '3'" }],
  ])('refuses %o', (options, parts) => {
    const error = thrown(() => Reflect.apply(resolve, undefined, ['E', defaults, options, rules]));
    expect(error).toBeInstanceOf(OptionError);
    expect(error).toMatchObject(parts);
  });
});

describe('numbersToJson', () => {
  it('keeps the four values that JSON would lose', () => {
    const text = JSON.stringify(numbersToJson([0.1, -0, Number.NaN, Infinity, -Infinity]));
    expect(text).toBe('[0.1,"-0","NaN","Infinity","-Infinity"]');
    const head = { hml: 1, kind: 'K', version: 1 };
    const saved = openModel({ ...head, zero: '-0', none: 'NaN', far: '-Infinity' }, 'K', 1, ['zero', 'none', 'far']);
    expect(readNumber(saved, 'zero')).toBe(-0);
    expect(readNumber(saved, 'none', true)).toBe(Number.NaN);
    expect(readNumber(saved, 'far', true)).toBe(-Infinity);
    expect(() => readNumber(saved, 'none')).toThrow(DataError);
  });
});
