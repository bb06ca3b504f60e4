import { add, arange, DTypeError, OptionError, zeros } from '@hml/tensor';
import { expect, it } from 'vitest';

it('arange runs up or down, and is empty where the end lies on the other side', () => {
  expect(arange(3).toArray()).toEqual([0, 1, 2]);
  expect(arange(1, 2, 0.25).toArray()).toEqual([1, 1.25, 1.5, 1.75]);
  expect(arange(2, -1, -1).toArray()).toEqual([2, 1, 0]);
  expect([arange(0).shape, arange(3, 1).shape, arange(-2).shape]).toEqual([[0], [0], [0]]);
});

it('arange computes each element from its index, so that errors do not add up', () => {
  expect(arange(0, 1000, 0.1).at(9999).item()).toBe(9999 * 0.1);
});

it('arange gives the type asked for, or refuses', () => {
  expect(arange(3, { dtype: 'int32' }).toTypedArray()).toEqual(Int32Array.of(0, 1, 2));
  expect(() => arange(0, 1, 0.5, { dtype: 'int32' })).toThrow(DTypeError);
  expect(() => arange(300, { dtype: 'uint8' })).toThrow(/256/);
});

it('arange refuses a step of 0 and ends that are not finite', () => {
  expect(() => arange(0, 1, 0)).toThrow(OptionError);
  expect(() => arange(Infinity)).toThrow(OptionError);
  expect(() => arange(0, Number.NaN)).toThrow(OptionError);
});

it('arange says itself that memory has no room, and so does an op', () => {
  const parts = { name: 'DataError', what: 'too large', got: '1000000000000 of float64' };
  expect(() => arange(0, 1e12)).toThrow(expect.objectContaining({ ...parts, where: 'arange' }));
  expect(() => add(zeros([1e12]), 1)).toThrow(expect.objectContaining(parts));
});
