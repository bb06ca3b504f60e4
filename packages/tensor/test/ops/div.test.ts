import { DTypeError, div, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(div, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return {
      inputs: [draw.tensor({ shape: a, min: -1e4, max: 1e4 }), draw.tensor({ shape: b, min: -9, max: 9, avoid: (v) => Math.abs(v) < 0.4 })],
    };
  },
  invalid: [
    [() => div(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => div('a', tensor([1])), DTypeError],
  ],
});

it('div of integers gives float64, division by zero an infinity, 0 / 0 NaN', () => {
  expect(div(tensor([1, -1, 0], { dtype: 'int32' }), tensor([0, 0, 0], { dtype: 'int32' })).toArray()).toEqual([
    Infinity,
    -Infinity,
    Number.NaN,
  ]);
  expect(div(tensor([3], { dtype: 'int32' }), 2).toArray()).toEqual([1.5]);
});
