import { DTypeError, linspace, OptionError, ShapeError } from '@hml/tensor';
import { expect, it } from 'vitest';

it('linspace ends with stop itself, or before it', () => {
  expect(linspace(0, 1, 11).at(-1).item()).toBe(1);
  expect(linspace(0.1, 0.7, 50).at(-1).item()).toBe(0.7);
  expect(linspace(1, 0, 5).toArray()).toEqual([1, 0.75, 0.5, 0.25, 0]);
  expect(linspace(0, 1, 2, { endpoint: false }).toArray()).toEqual([0, 0.5]);
});

it('linspace of one number is the start, of none is empty, and 50 if not told', () => {
  expect([linspace(3, 4, 1).toArray(), linspace(3, 4, 0).toArray(), linspace(0, 1).size]).toEqual([[3], [], 50]);
});

it('linspace refuses infinite ends, a broken count and fractions among integers', () => {
  expect(() => linspace(0, Infinity, 3)).toThrow(OptionError);
  expect(() => linspace(0, 1, 2.5)).toThrow(ShapeError);
  expect(() => linspace(0, 1, 3, { dtype: 'int32' })).toThrow(DTypeError);
  expect(linspace(0, 4, 3, { dtype: 'int32' }).dtype).toBe('int32');
});

it('linspace stays finite where the distance of its ends does not', () => {
  expect(linspace(-1e308, 1e308, 5).toArray()).toEqual([-1e308, -5e307, 0, 5e307, 1e308]);
  const end = 2 ** 1023;
  expect(linspace(end, -end, 4, { endpoint: false }).toArray()).toEqual([end, end / 2, 0, -end / 2]);
});
