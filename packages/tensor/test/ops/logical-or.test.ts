import { DTypeError, logicalOr, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(logicalOr, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return {
      inputs: [
        draw.tensor({ shape: a, min: 0, max: 1, dtype: 'int32' }).cast('float64'),
        draw.tensor({ shape: b, min: 0, max: 1, dtype: 'int32' }).cast('float64'),
      ],
    };
  },
  invalid: [
    [() => logicalOr(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => logicalOr('a', tensor([1])), DTypeError],
  ],
});

it('logicalOr has its truth table, for bools and for numbers, among which NaN holds', () => {
  expect(logicalOr(tensor([true, true, false, false]), tensor([true, false, true, false])).toArray()).toEqual([true, true, true, false]);
  expect(logicalOr(tensor([Number.NaN, 0.5, 0, -0]), tensor([2, 0, -1, 0])).toArray()).toEqual([true, true, true, false]);
});
