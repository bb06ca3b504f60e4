import { broadcastTo, DTypeError, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('broadcastTo', {
  cases: (draw) => {
    const common = draw.shape();
    const missing = draw.integer(0, common.length);
    const shape = common.slice(missing).map((n) => (draw.boolean() ? 1 : n));
    return { inputs: [draw.tensor({ shape })], call: (x) => broadcastTo(x, common) };
  },
  invalid: [
    // @ts-expect-error size 2 cannot be repeated to 3
    [() => broadcastTo(tensor([1, 2]), [3]), ShapeError],
    // @ts-expect-error fewer axes than the tensor has
    [() => broadcastTo(tensor([[1, 2]]), [2]), ShapeError],
    [() => broadcastTo(tensor([1, 2]), [-1, 2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => broadcastTo('a', [1]), DTypeError],
  ],
});

it('broadcastTo takes no memory: repeated axes have stride 0', () => {
  expect(broadcastTo(tensor([1, 2]), [1000, 2]).strides).toEqual([0, 1]);
});
