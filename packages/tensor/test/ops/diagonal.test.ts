import { arange, DTypeError, diagonal, reshape, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('diagonal', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 2 });
    const axis1 = draw.integer(0, x.ndim - 1);
    const axis2 = (axis1 + draw.integer(1, x.ndim - 1)) % x.ndim;
    const offset = draw.integer(-3, 3);
    return { inputs: [x], call: (v) => diagonal(v, offset, axis1, axis2 - x.ndim) };
  },
  invalid: [
    [() => diagonal(tensor([1, 2])), ShapeError],
    [() => diagonal(zeros([2, 2]), 0.5), ShapeError],
    [() => diagonal(zeros([2, 2]), 0, 0, 2), ShapeError],
    [() => diagonal(zeros([2, 2]), 0, 1, -1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => diagonal('a'), DTypeError],
  ],
});

it('diagonal of a stack of matrices takes the first two axes, as NumPy, unless told otherwise', () => {
  const x = reshape(arange(8), [2, 2, 2]);
  expect(diagonal(x).toArray()).toEqual([
    [0, 6],
    [1, 7],
  ]);
  expect(diagonal(x, 0, -2, -1).toArray()).toEqual([
    [0, 3],
    [4, 7],
  ]);
});

it('diagonal beyond the corner is empty', () => {
  expect(diagonal(zeros([2, 3]), 3).shape).toEqual([0]);
});
