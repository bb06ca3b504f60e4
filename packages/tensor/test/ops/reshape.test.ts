import { DTypeError, reshape, ShapeError, tensor, transpose } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('reshape', {
  cases: (draw) => {
    const x = draw.tensor();
    const shape = draw.boolean() ? [x.size, 1] : [1, ...x.shape.toReversed()];
    return { inputs: [x], call: (v) => reshape(v, shape) };
  },
  invalid: [
    // @ts-expect-error 3 elements do not make a shape of 4
    [() => reshape(tensor([1, 2, 3]), [2, 2]), ShapeError],
    [() => reshape(tensor([1, 2, 3]), [-1, -1]), ShapeError],
    // @ts-expect-error a fraction is no size
    [() => reshape(tensor([1, 2, 3]), [1.5, 2]), ShapeError],
    // @ts-expect-error a number is no shape
    [() => reshape(tensor([1, 2, 3]), 3), ShapeError],
    // @ts-expect-error text is no tensor
    [() => reshape('a', [1]), DTypeError],
  ],
});

it('reshape works out one size, and reads a transposed tensor in its logical order', () => {
  expect(reshape(tensor([1, 2, 3, 4]), [-1, 2]).shape).toEqual([2, 2]);
  expect(
    reshape(
      transpose(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
      [4],
    ).toArray(),
  ).toEqual([1, 3, 2, 4]);
});

it('reshape cannot work out a size beside 0, and says so', () => {
  expect(() => reshape(tensor([]), [0, -1])).toThrow(ShapeError);
});
