// biome-ignore lint/suspicious/noShadowRestrictedNames: the name that NumPy and PyTorch users look for
import { DTypeError, isFinite, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(isFinite, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1e300, max: 1e300 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => isFinite('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => isFinite([1, 2]), DTypeError],
  ],
});

it('isFinite tells NaN, infinities and numbers apart', () => {
  expect(isFinite(tensor([Number.NaN, Infinity, -Infinity, 1.7976931348623157e308, 5e-324, -0])).toArray()).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(isFinite(tensor([1, 2], { dtype: 'int32' })).toArray()).toEqual([true, true]);
});
