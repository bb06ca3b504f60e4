import { countNonzero, DTypeError, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('countNonzero', {
  cases: (draw) => {
    const x = draw.tensor({ min: 0, max: 1, dtype: 'int32' }).cast('float64');
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => countNonzero(v, axes, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => countNonzero(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => countNonzero('a'), DTypeError],
  ],
});

it('countNonzero of nothing is 0, and NaN counts', () => {
  expect(countNonzero(zeros([0])).item()).toBe(0);
  expect(countNonzero(tensor([0, -0, Number.NaN, 5e-324])).item()).toBe(2);
});
