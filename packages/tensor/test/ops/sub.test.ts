import { DTypeError, ShapeError, sub, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(sub, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return { inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b, min: -1e4, max: 1e4 })] };
  },
  invalid: [
    [() => sub(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => sub('a', tensor([1])), DTypeError],
    [() => sub(tensor([true]), tensor([false])), DTypeError],
    [() => sub(tensor([true]), 1), DTypeError],
  ],
});

it('sub of a number from a tensor and of a tensor from a number differ in sign', () => {
  expect(sub(tensor([1, 2]), 3).toArray()).toEqual([-2, -1]);
  expect(sub(3, tensor([1, 2])).toArray()).toEqual([2, 1]);
});
