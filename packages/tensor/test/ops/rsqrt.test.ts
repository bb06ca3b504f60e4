import { DTypeError, rsqrt, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(rsqrt, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: 0.1, max: draw.pick([9, 1e6]) })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => rsqrt('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => rsqrt([1, 2]), DTypeError],
  ],
});

it('rsqrt at the ends of its domain and beyond', () => {
  expect(rsqrt(tensor([0, -0, 4, 5e-324, Infinity, -1])).toArray()).toEqual([
    Infinity,
    -Infinity,
    0.5,
    1 / Math.sqrt(5e-324),
    0,
    Number.NaN,
  ]);
});
