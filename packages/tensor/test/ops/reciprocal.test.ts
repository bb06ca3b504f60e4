import { DTypeError, fromFunction, reciprocal, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(reciprocal, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -100, max: 100, avoid: (v) => Math.abs(v) < 0.2 })] }),
  reference: (x) => fromFunction(x.shape, (...i) => 1 / reader(x)(...i)),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => reciprocal('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => reciprocal([1, 2]), DTypeError],
  ],
});

it('reciprocal of zeros is infinite with their sign, of integers a fraction', () => {
  expect(reciprocal(tensor([4, 0, -0, Infinity])).toArray()).toEqual([0.25, Infinity, -Infinity, 0]);
  expect(reciprocal(tensor([4], { dtype: 'int32' })).dtype).toBe('float64');
});
