import { argmax, DataError, DTypeError, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('argmax', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, minSide: 1, min: 0, max: 2, dtype: 'int32' }).cast('float64');
    const axis = draw.boolean() ? undefined : draw.axis(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => argmax(v, axis, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => argmax(tensor([1, 2]), 1), ShapeError],
    [() => argmax(zeros([0])), DataError],
    // @ts-expect-error text is no tensor
    [() => argmax('a'), DTypeError],
  ],
});

it('argmax takes the first of equal elements and the first NaN', () => {
  expect(argmax(tensor([3, 7, 7])).item()).toBe(1);
  expect(argmax(tensor([3, Number.NaN, 9, Number.NaN])).item()).toBe(1);
});
