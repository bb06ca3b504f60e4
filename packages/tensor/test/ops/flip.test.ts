import { DTypeError, flip, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('flip', {
  cases: (draw) => {
    const x = draw.tensor();
    const axes = draw.axes(x.ndim);
    return { inputs: [x], call: (v) => flip(v, axes) };
  },
  invalid: [
    [() => flip(tensor([1]), 1), ShapeError],
    [() => flip(tensor([1]), [0, -1]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => flip('a'), DTypeError],
  ],
});

it('flip twice is the tensor again', () => {
  const x = tensor([[1, 2, 3]]);
  expect([flip(x, -1).toArray(), flip(flip(x)).toArray(), flip(x, []).toArray()]).toEqual([[[3, 2, 1]], [[1, 2, 3]], [[1, 2, 3]]]);
});
