import { grad } from '@hml/autograd';
import { cummin, DTypeError, fromFunction, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('cummin', {
  cases: (draw) => {
    const x = draw.distinct({ minRank: 1 });
    const axis = draw.axis(x.ndim);
    const along = (axis + x.ndim) % x.ndim;
    const reference = (v: Tensor): Tensor =>
      fromFunction(v.shape, (...i) => {
        let total = Infinity;
        for (let k = 0; k <= i[along]; k++) total = Math.min(total, reader(v)(...i.with(along, k)));
        return total;
      });
    return { inputs: [x], call: (v) => cummin(v, axis), reference };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => cummin(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => cummin('a'), DTypeError],
  ],
});

it('cummin gives the gradient to the latest of equal elements', () => {
  const x = tensor([4, 2, 3, 2]);
  expect(cummin(x).toArray()).toEqual([4, 2, 2, 2]);
  expect(grad((v: typeof x) => cummin(v, 0).sum())(x).toArray()).toEqual([1, 2, 0, 1]);
});

it('cummin is NaN from the first NaN on', () => {
  expect(cummin(tensor([1, Number.NaN, 2])).toArray()).toEqual([1, Number.NaN, Number.NaN]);
});
