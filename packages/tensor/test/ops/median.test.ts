import { grad } from '@hml/autograd';
import { DataError, DTypeError, median, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { byInterpolation } from './by-interpolation.ts';

describeOp('median', {
  cases: (draw) => {
    const x = draw.distinct({ minSide: 1 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return {
      inputs: [x],
      call: (v) => median(v, axes, { keepDims }),
      reference: (v) => byInterpolation(v, 0.5, axes, 'linear', keepDims),
    };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => median(tensor([1, 2]), 1), ShapeError],
    [() => median(zeros([2, 0]), 1), DataError],
    // @ts-expect-error text is no tensor
    [() => median('a'), DTypeError],
  ],
});

it('median shares its gradient between the middle two, equal or not', () => {
  for (const x of [tensor([4, 1, 3, 2]), tensor([9, 1, 2, 2])]) {
    const gradient = grad((v: typeof x) => median(v))(x);
    expect(gradient.toArray()).toEqual([0, 0, 0.5, 0.5]);
  }
});

it('median of a line with NaN is NaN, and of one element that element', () => {
  expect(median(tensor([1, Number.NaN, 3])).item()).toBeNaN();
  expect(median(tensor([Infinity])).item()).toBe(Infinity);
});
