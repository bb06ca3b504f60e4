import { DTypeError, ShapeError, takeAlongAxis, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('takeAlongAxis', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, minSide: 1 });
    const axis = draw.axis(x.ndim);
    const along = axis < 0 ? axis + x.ndim : axis;
    const n = x.shape[along];
    const shape = x.shape.map((size, i) => (i === along ? draw.integer(0, 3) : draw.boolean() ? size : 1));
    const indices = draw.tensor({ shape, min: -n, max: n - 1, dtype: 'int32' });
    return { inputs: [x, indices], call: (v, i) => takeAlongAxis(v, i, axis) };
  },
  invalid: [
    [() => takeAlongAxis(tensor([1, 2]), tensor([2], { dtype: 'int32' }), 0), ShapeError],
    [() => takeAlongAxis(tensor([1, 2]), tensor([-3], { dtype: 'int32' }), 0), ShapeError],
    [() => takeAlongAxis(tensor([1, 2]), tensor([0], { dtype: 'int32' }), 1), ShapeError],
    [() => takeAlongAxis(zeros([2, 2]), tensor([0], { dtype: 'int32' }), 0), ShapeError],
    [() => takeAlongAxis(zeros([2, 2]), zeros([3, 1], { dtype: 'int32' }), 1), ShapeError],
    [() => takeAlongAxis(tensor([1, 2]), tensor([0]), 0), DTypeError],
    // @ts-expect-error text is no tensor
    [() => takeAlongAxis('a', tensor([0]), 0), DTypeError],
  ],
});

it('takeAlongAxis repeats whichever side has size 1 beside the axis, as NumPy', () => {
  const x = tensor([[10, 20, 30]]);
  const indices = tensor([[2], [0]], { dtype: 'int32' });
  expect(takeAlongAxis(x, indices, 1).toArray()).toEqual([[30], [10]]);
});
