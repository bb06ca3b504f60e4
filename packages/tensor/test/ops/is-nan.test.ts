// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and PyTorch users look for
import { DTypeError, isNaN, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(isNaN, {
  cases: (draw) => ({ inputs: [draw.tensor({})] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => isNaN('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => isNaN([1, 2]), DTypeError],
  ],
});

it('isNaN tells NaN, infinities and numbers apart', () => {
  expect(isNaN(tensor([Number.NaN, Infinity, -Infinity, 1.7976931348623157e308, 5e-324, -0])).toArray()).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(isNaN(tensor([1, 2], { dtype: 'int32' })).toArray()).toEqual([false, false]);
});
