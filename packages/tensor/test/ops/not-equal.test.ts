import { DTypeError, notEqual, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(notEqual, {
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
    [() => notEqual(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => notEqual('a', tensor([1])), DTypeError],
  ],
});

it('notEqual compares numbers with tensors from either side, and NaN as IEEE 754 does', () => {
  expect(notEqual(tensor([1, 2, 3]), 2).toArray()).toEqual([1, 2, 3].map((v) => v !== 2));
  expect(notEqual(2, tensor([1, 2, 3])).toArray()).toEqual([1, 2, 3].map((v) => 2 !== v));
  expect(notEqual(tensor([Number.NaN]), tensor([Number.NaN])).toArray()).toEqual([true]);
});
