import { DTypeError, diff, fromFunction, OptionError, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('diff', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const axis = draw.axis(x.ndim);
    const n = draw.integer(0, 3);
    const along = (axis + x.ndim) % x.ndim;
    const binomial = [[1], [-1, 1], [1, -2, 1], [-1, 3, -3, 1]][n];
    const reference = (v: Tensor): Tensor =>
      fromFunction(v.shape.with(along, Math.max(v.shape[along] - n, 0)), (...i) =>
        binomial.reduce((total, c, k) => total + c * reader(v)(...i.with(along, i[along] + k)), 0),
      );
    return { inputs: [x], call: (v) => diff(v, axis, { n }), reference };
  },
  tolerance: { rtol: 4e-15, atol: 1e-14 },
  invalid: [
    [() => diff(tensor([1, 2]), 1), ShapeError],
    [() => diff(tensor([1, 2]), 0, { n: -1 }), OptionError],
    [() => diff(tensor([true, false])), DTypeError],
    // @ts-expect-error text is no tensor
    [() => diff('a'), DTypeError],
  ],
});

it('diff of fewer than two elements is empty, and taken no times changes nothing', () => {
  expect(diff(tensor([1])).shape).toEqual([0]);
  expect(diff(zeros([0])).shape).toEqual([0]);
  expect(diff(tensor([1, 2]), 0, { n: 0 }).toArray()).toEqual([1, 2]);
});
