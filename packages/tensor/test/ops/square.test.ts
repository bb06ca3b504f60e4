import { DTypeError, fromFunction, square, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(square, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -100, max: 100 })] }),
  reference: (x) => fromFunction(x.shape, (...i) => reader(x)(...i) ** 2),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => square('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => square([1, 2]), DTypeError],
  ],
});

it('square of int32 wraps around exactly', () => {
  expect(square(tensor([-3, 0.5, 1e200])).toArray()).toEqual([9, 0.25, Infinity]);
  expect(square(tensor([2147483647, 65536], { dtype: 'int32' })).toArray()).toEqual([1, 0]);
});
