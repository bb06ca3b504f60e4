import { all, DTypeError, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('all', {
  cases: (draw) => {
    const x = draw.tensor({ min: 0, max: 1, dtype: 'int32' }).cast('float64');
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => all(v, axes, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => all(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => all('a'), DTypeError],
  ],
});

it('all of nothing is true, and NaN counts', () => {
  expect(all(zeros([0])).item()).toBe(true);
  expect(all(tensor([1, Number.NaN])).item()).toBe(true);
  expect(all(tensor([1, -0])).item()).toBe(false);
});
