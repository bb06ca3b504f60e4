import { DTypeError, less, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(less, {
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
    [() => less(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => less('a', tensor([1])), DTypeError],
  ],
});

it('less compares numbers with tensors from either side, and NaN as IEEE 754 does', () => {
  expect(less(tensor([1, 2, 3]), 2).toArray()).toEqual([1, 2, 3].map((v) => v < 2));
  expect(less(2, tensor([1, 2, 3])).toArray()).toEqual([1, 2, 3].map((v) => 2 < v));
  expect(less(tensor([Number.NaN]), tensor([Number.NaN])).toArray()).toEqual([false]);
});
