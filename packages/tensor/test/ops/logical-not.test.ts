import { DTypeError, logicalNot, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(logicalNot, {
  cases: (draw) => ({ inputs: [draw.tensor({})] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => logicalNot('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => logicalNot([1, 2]), DTypeError],
  ],
});

it('logicalNot takes bools and numbers, among which NaN holds', () => {
  expect(logicalNot(tensor([true, false])).toArray()).toEqual([false, true]);
  expect(logicalNot(tensor([0, -0, 3, Number.NaN])).toArray()).toEqual([true, true, false, false]);
});
