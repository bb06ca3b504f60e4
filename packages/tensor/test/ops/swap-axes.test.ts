import { DTypeError, fromFunction, ShapeError, swapAxes, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

/** Index by index: what stood at a place stands where two of its coordinates are exchanged. */
function swapped(x: Tensor, a: number, b: number): Tensor {
  const exchange = (list: readonly number[]): number[] => {
    const [first, second] = [list.at(a) ?? 0, list.at(b) ?? 0];
    return list.with(a, second).with(b, first);
  };
  return fromFunction(exchange(x.shape), (...i) => reader(x)(...exchange(i)));
}

describeOp('swapAxes', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const [a, b] = [draw.axis(x.ndim), draw.axis(x.ndim)];
    return { inputs: [x], call: (v) => swapAxes(v, a, b), reference: (v) => swapped(v, a, b) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => swapAxes(tensor([1]), 0, 1), ShapeError],
    // @ts-expect-error no axis 0: ndim is 0
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
