import { grad } from '@hml/autograd';
import { cdist, DTypeError, ShapeError, sum, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('cdist', {
  cases: (draw) => {
    const [batchA, batchB] = draw.broadcastable(2, { maxRank: 2 });
    const d = draw.integer(0, 3);
    const a = draw.tensor({ shape: [...batchA, draw.integer(0, 3), d], min: 0.5, max: 2 });
    const b = draw.tensor({ shape: [...batchB, draw.integer(0, 3), d], min: -2, max: -0.5 });
    return { inputs: [a, b], call: (u, v) => cdist(u, v) };
  },
  invalid: [
    [() => cdist(zeros([2, 3]), zeros([2, 4]) as Tensor), ShapeError],
    [() => cdist(tensor([1, 2]), tensor([1, 2])), ShapeError],
    [() => cdist(zeros([2, 1, 1]), zeros([3, 1, 1])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => cdist('a', zeros([2, 3])), DTypeError],
  ],
});

it('cdist measures every pair, and 0 for points without coordinates', () => {
  const a = tensor([
    [0, 0],
    [1, 1],
  ]);
  expect(cdist(a, tensor([[3, 4]])).toArray()).toEqual([[5], [Math.sqrt(13)]]);
  expect(cdist(zeros([2, 0]), zeros([1, 0])).toArray()).toEqual([[0], [0]]);
});

it('cdist neither overflows nor underflows, nor loses near points far from the origin', () => {
  expect(cdist(tensor([[3e300, 4e300]]), tensor([[0, 0]])).item()).toBeCloseTo(5e300, -287);
  expect(cdist(tensor([[3e-300, 4e-300]]), tensor([[0, 0]])).item() / 5e-300).toBeCloseTo(1, 14);
  expect(cdist(tensor([[1e8 + 1, 1e8]]), tensor([[1e8, 1e8]])).item()).toBe(1);
});

it('the gradient of cdist at coinciding points is 0', () => {
  const b = tensor([
    [1, 2],
    [4, 6],
  ]);
  expect(grad((a) => sum(cdist(a, b)))(tensor([[1, 2]])).toArray()).toEqual([[-0.6, -0.8]]);
  expect(grad((x) => sum(cdist(x, x)))(tensor([[1, 2]])).toArray()).toEqual([[0, 0]]);
});
