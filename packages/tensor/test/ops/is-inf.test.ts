import { DTypeError, isInf, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(isInf, {
  cases: (draw) => ({ inputs: [draw.tensor({})] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => isInf('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => isInf([1, 2]), DTypeError],
  ],
});

it('isInf tells NaN, infinities and numbers apart', () => {
  expect(isInf(tensor([Number.NaN, Infinity, -Infinity, 1.7976931348623157e308, 5e-324, -0])).toArray()).toEqual([
    false,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(isInf(tensor([1, 2], { dtype: 'int32' })).toArray()).toEqual([false, false]);
});
