import { DTypeError, ShapeError, swapAxes, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('swapAxes', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const [a, b] = [draw.axis(x.ndim), draw.axis(x.ndim)];
    return { inputs: [x], call: (v) => swapAxes(v, a, b) };
  },
  invalid: [
    [() => swapAxes(tensor([1]), 0, 1), ShapeError],
    [() => swapAxes(tensor(1), 0, 0), ShapeError],
    // @ts-expect-error text is no tensor
    [() => swapAxes('a', 0, 1), DTypeError],
  ],
});

it('swapAxes exchanges two axes and leaves the others', () => {
  expect([swapAxes(zeros([2, 3, 4]), 0, 2).shape, swapAxes(zeros([2, 3, 4]), -1, -2).shape, swapAxes(zeros([2, 3]), 1, 1).shape]).toEqual([
    [4, 3, 2],
    [2, 4, 3],
    [2, 3],
  ]);
});
