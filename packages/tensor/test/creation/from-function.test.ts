import { DTypeError, fromFunction, ShapeError } from '@hml/tensor';
import { expect, it } from 'vitest';

it('fromFunction calls f with the index of each element, in row-major order', () => {
  const seen: number[][] = [];
  const x = fromFunction([2, 1, 2], (i, j, k) => {
    seen.push([i, j, k]);
    return i + 10 * k;
  });
  expect([x.toArray(), seen]).toEqual([
    [[[0, 10]], [[1, 11]]],
    [
      [0, 0, 0],
      [0, 0, 1],
      [1, 0, 0],
      [1, 0, 1],
    ],
  ]);
});

it('fromFunction makes scalars and empty tensors, and refuses what the type cannot hold', () => {
  expect([fromFunction([], () => 7).item(), fromFunction([0, 2], () => 1).shape]).toEqual([7, [0, 2]]);
  expect(() => fromFunction([2], (i) => i / 2, { dtype: 'int32' })).toThrow(DTypeError);
  expect(() => fromFunction([-1], () => 0)).toThrow(ShapeError);
});
