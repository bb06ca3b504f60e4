import { DTypeError, flip, fromFunction, ShapeError, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('flip', {
  cases: (draw) => {
    const x = draw.tensor();
    const axes = draw.axes(x.ndim);
    const flipped = (typeof axes === 'number' ? [axes] : (axes ?? [...x.shape.keys()])).map((axis) => (axis + x.ndim) % x.ndim);
    const from = (i: readonly number[]): number[] => i.map((at, axis) => (flipped.includes(axis) ? x.shape[axis] - 1 - at : at));
    return { inputs: [x], call: (v) => flip(v, axes), reference: (v) => fromFunction(v.shape, (...i) => reader(v)(...from(i))) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
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
