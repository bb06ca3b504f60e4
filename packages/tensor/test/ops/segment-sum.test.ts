import { DTypeError, fromFunction, ShapeError, segmentSum, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('segmentSum', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const count = draw.integer(1, 3);
    const segments = draw.tensor({ shape: [x.shape[0]], min: 0, max: count - 1, dtype: 'int32' });
    const reference = (v: Tensor, s: Tensor): Tensor =>
      fromFunction(v.shape.with(0, count), (segment, ...within) =>
        Array.from(s.toTypedArray()).reduce((total, own, row) => (own === segment ? total + reader(v)(row, ...within) : total), 0),
      );
    return { inputs: [x, segments], call: (v, s) => segmentSum(v, s, count), reference };
  },
  specials: false, // the order of a sum is no part of its definition
  invalid: [
    [() => segmentSum(tensor([1]), [1], 1), ShapeError],
    [() => segmentSum(tensor([1, 2]), [0], 1), ShapeError],
    [() => segmentSum(tensor(1), [], 1), ShapeError],
    [() => segmentSum(tensor([1]), [0], 0.5), ShapeError],
    [() => segmentSum(tensor([true]), [0], 1), DTypeError],
    [() => segmentSum(tensor([1]), [0.5], 1), DTypeError],
    // @ts-expect-error text is no tensor
    [() => segmentSum('a', [0], 1), DTypeError],
  ],
});

it('segmentSum of an empty segment is 0', () => {
  expect(segmentSum(zeros([0, 2]), [], 1).toArray()).toEqual([[0, 0]]);
});
