import { any, DTypeError, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('any', {
  cases: (draw) => {
    const x = draw.tensor({ min: 0, max: 1, dtype: 'int32' }).cast('float64');
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => any(v, axes, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => any(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => any('a'), DTypeError],
  ],
});

it('any of nothing is false, and NaN counts', () => {
  expect(any(zeros([0])).item()).toBe(false);
  expect(any(tensor([0, Number.NaN])).item()).toBe(true);
  expect(any(tensor([0, -0])).item()).toBe(false);
});
