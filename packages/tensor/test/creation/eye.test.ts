import { eye, ShapeError } from '@hml/tensor';
import { expect, it } from 'vitest';

it('eye has ones on the diagonal asked for', () => {
  expect(eye(2).toArray()).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(eye(3, 2, { k: -1 }).toArray()).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
  ]);
  expect(eye(2, 2, { k: 5 }).toArray()).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

it('eye takes any type and empty sizes, and refuses others', () => {
  expect([eye(1, 1, { dtype: 'bool' }).toArray(), eye(0).shape, eye(2, 0).shape]).toEqual([[[true]], [0, 0], [2, 0]]);
  expect(() => eye(-1)).toThrow(ShapeError);
  // @ts-expect-error options are no number of columns
  expect(() => eye(3, { dtype: 'bool' })).toThrow(/^eye: not a number of columns\n(.*\n)*.*\{dtype\}\n.*eye\(n, n, options\)/);
});
