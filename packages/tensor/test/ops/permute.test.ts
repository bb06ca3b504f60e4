import { fromFunction, permute, ShapeError, tensor, transpose, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('permute', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const axes = [...x.shape.keys()];
    const turn = draw.integer(0, x.ndim);
    const order = [...axes.slice(turn), ...axes.slice(0, turn)];
    return {
      inputs: [x],
      call: (v) => permute(v, order),
      reference: (v) =>
        fromFunction(
          order.map((axis) => v.shape[axis]),
          (...index) => reader(v)(...axes.map((axis) => index[order.indexOf(axis)])),
        ),
    };
  },
  invalid: [
    // @ts-expect-error axis 1 is left out
    [() => permute(tensor([[1]]), [0, 0]), ShapeError],
    // @ts-expect-error axes for ndim 1: ndim is 2
    [() => permute(tensor([[1]]), [0]), ShapeError],
  ],
});

it('permute is transpose with an order, and a view', () => {
  const x = zeros([2, 3, 4]);
  expect(permute(x, [-1, 0, 1]).shape).toEqual([4, 2, 3]);
  expect(permute(x, [2, 0, 1]).strides).toEqual(transpose(x, [2, 0, 1]).strides);
});
