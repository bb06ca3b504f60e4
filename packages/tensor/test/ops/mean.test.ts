import { DTypeError, full, mean, ShapeError, tensor, wrap } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('mean', {
  cases: (draw) => {
    const x = draw.tensor({ minSide: 1, min: -1e3, max: 1e3 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => mean(v, axes, { keepDims }) };
  },
  specials: false,
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => mean(tensor([1, 2]), 1), ShapeError],
    [() => mean(tensor([[1, 2]]), [0, -2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => mean('a'), DTypeError],
  ],
});

it('mean of integers is float64, of nothing NaN, and of large float32 numbers no overflow', () => {
  expect(mean(tensor([1, 2], { dtype: 'int32' })).item()).toBe(1.5);
  expect(mean(wrap(new Float64Array(0))).item()).toBeNaN();
  expect(mean(full([4], 3e38, { dtype: 'float32' })).item()).toBe(Math.fround(3e38));
});
