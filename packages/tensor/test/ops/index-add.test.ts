import { DTypeError, indexAdd, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('indexAdd', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, minSide: 1 });
    const axis = draw.integer(0, x.ndim - 1);
    const n = x.shape[axis];
    const count = draw.integer(0, 4);
    const indices = draw.tensor({ shape: [count], min: -n, max: n - 1, dtype: 'int32' });
    return { inputs: [x, indices, draw.tensor({ shape: x.shape.with(axis, count) })], call: (v, i, u) => indexAdd(v, i, u, axis) };
  },
  specials: false,
  invalid: [
    [() => indexAdd(zeros([2]), [2], tensor([1])), ShapeError],
    [() => indexAdd(zeros([2]), [0, 1], tensor([1])), ShapeError],
    [() => indexAdd(zeros([2]), [0.5], tensor([1])), DTypeError],
    [() => indexAdd(zeros([2]), [0], tensor([1]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => indexAdd('a', [0], tensor([1])), DTypeError],
  ],
});

it('indexAdd adds updates of the same index one after the other', () => {
  expect(
    indexAdd(
      zeros([2, 2]),
      [1, 1],
      tensor([
        [1, 2],
        [10, 20],
      ]),
    ).toArray(),
  ).toEqual([
    [0, 0],
    [11, 22],
  ]);
});
