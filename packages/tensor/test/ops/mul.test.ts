import { DTypeError, mul, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(mul, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return { inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b, min: -1e4, max: 1e4 })] };
  },
  invalid: [
    [() => mul(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => mul('a', tensor([1])), DTypeError],
    [() => mul(tensor([true]), 1), DTypeError],
  ],
});

it('mul of int32 wraps around exactly where a double would lose the low bits', () => {
  expect(mul(tensor([123456789], { dtype: 'int32' }), 987654321).toArray()).toEqual([Math.imul(123456789, 987654321)]);
});
