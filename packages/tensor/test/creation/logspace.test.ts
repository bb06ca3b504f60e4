import { logspace, OptionError, ShapeError } from '@hml/tensor';
import { expect, it } from 'vitest';

it('logspace gives whole powers without an error', () => {
  expect(logspace(0, 5, 6).toArray()).toEqual([1, 10, 100, 1000, 10000, 100000]);
  expect(logspace(0, 1, 3, { base: 4 }).toArray()).toEqual([1, 2, 4]);
  expect(logspace(0, 2, 2, { endpoint: false, dtype: 'int32' }).toArray()).toEqual([1, 10]);
});

it('logspace agrees with powers to the last digits', () => {
  const y = logspace(-300, 300, 61).toTypedArray();
  y.forEach((v, i) => {
    const expected = Number(`1e${-300 + 10 * i}`);
    expect(Math.abs(v - expected)).toBeLessThanOrEqual(2.3e-16 * expected);
  });
});

it('logspace refuses exponents that are not finite, and a broken count', () => {
  expect(() => logspace(0, Infinity, 3)).toThrow(OptionError);
  expect(() => logspace(0, 1, -1)).toThrow(ShapeError);
});
