import { DTypeError, logicalXor, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(logicalXor, {
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
    [() => logicalXor(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => logicalXor('a', tensor([1])), DTypeError],
  ],
});

it('logicalXor has its truth table, for bools and for numbers, among which NaN holds', () => {
  expect(logicalXor(tensor([true, true, false, false]), tensor([true, false, true, false])).toArray()).toEqual([false, true, true, false]);
  expect(logicalXor(tensor([Number.NaN, 0.5, 0, -0]), tensor([2, 0, -1, 0])).toArray()).toEqual([false, true, true, false]);
});
