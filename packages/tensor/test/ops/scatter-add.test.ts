import { DTypeError, ones, ShapeError, scatterAdd, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

const at = (...values: number[]) => tensor(values, { dtype: 'int32' });

describeOp('scatterAdd', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, minSide: 1 });
    const axis = draw.integer(0, x.ndim - 1);
    const n = x.shape[axis];
    const shape = x.shape.with(axis, draw.integer(0, 4));
    const indices = draw.tensor({ shape, min: -n, max: n - 1, dtype: 'int32' });
    return { inputs: [x, indices, draw.tensor({ shape })], call: (v, i, u) => scatterAdd(v, i, u, axis - x.ndim) };
  },
  specials: false, // the order of a sum is no part of its definition
  invalid: [
    [() => scatterAdd(zeros([2]), at(2), tensor([1])), ShapeError],
    [() => scatterAdd(zeros([2]), at(0, 1), tensor([1])), ShapeError],
    [() => scatterAdd(zeros([2, 2]), at(0), tensor([1])), ShapeError],
    [() => scatterAdd(zeros([2]), at(0), tensor([1]), 1), ShapeError],
    [() => scatterAdd(tensor([true]), at(0), tensor([true])), DTypeError],
    [() => scatterAdd(zeros([2]), tensor([0]), tensor([1])), DTypeError],
    // @ts-expect-error text is no tensor
    [() => scatterAdd('a', at(0), tensor([1])), DTypeError],
  ],
});

it('scatterAdd adds along its axis, each line with indices of its own', () => {
  const indices = tensor(
    [
      [0, 0],
      [2, 1],
    ],
    { dtype: 'int32' },
  );
  expect(scatterAdd(zeros([2, 3]), indices, ones([2, 2]), 1).toArray()).toEqual([
    [2, 0, 0],
    [0, 1, 1],
  ]);
});
