import { DTypeError, equal, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(equal, {
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
    [() => equal(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => equal('a', tensor([1])), DTypeError],
  ],
});

it('equal compares numbers with tensors from either side, and NaN as IEEE 754 does', () => {
  expect(equal(tensor([1, 2, 3]), 2).toArray()).toEqual([1, 2, 3].map((v) => v === 2));
  expect(equal(2, tensor([1, 2, 3])).toArray()).toEqual([1, 2, 3].map((v) => 2 === v));
  expect(equal(tensor([Number.NaN]), tensor([Number.NaN])).toArray()).toEqual([false]);
});
