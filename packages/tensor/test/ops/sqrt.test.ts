import { DTypeError, sqrt, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(sqrt, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: 0.1, max: draw.pick([9, 1e6]) })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => sqrt('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => sqrt([1, 2]), DTypeError],
  ],
});

it('sqrt is correctly rounded, NaN below 0, and keeps −0', () => {
  expect(sqrt(tensor([2, -1])).toArray()).toEqual([Math.SQRT2, Number.NaN]);
  expect(Object.is(sqrt(tensor(-0)).item(), -0)).toBe(true);
});
