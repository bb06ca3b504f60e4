import { DTypeError, neg, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(neg, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1e4, max: 1e4 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => neg('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => neg([1, 2]), DTypeError],
  ],
});

it('neg keeps int32 and turns 0 into −0', () => {
  expect(neg(tensor([1, -2], { dtype: 'int32' })).dtype).toBe('int32');
  expect(Object.is(neg(tensor(0)).item(), -0)).toBe(true);
});
