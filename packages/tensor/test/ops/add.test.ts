import { add, DTypeError, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(add, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return { inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b, min: -1e4, max: 1e4 })] };
  },
  invalid: [
    [() => add(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => add('a', tensor([1])), DTypeError],
    [() => add(tensor([true]), 1), DTypeError],
  ],
});

it('add broadcasts: a row to every row, a column to every column', () => {
  expect(
    add(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([[10], [20]]),
    ).toArray(),
  ).toEqual([
    [11, 12],
    [23, 24],
  ]);
});

it('add of int32 wraps around, of bools is logical or, of mixed types promotes', () => {
  expect(add(tensor([2147483647], { dtype: 'int32' }), 1).toArray()).toEqual([-2147483648]);
  expect(add(tensor([true, true, false]), tensor([true, false, false])).toArray()).toEqual([true, true, false]);
  expect(add(tensor([1], { dtype: 'int32' }), tensor([0.5], { dtype: 'float32' })).dtype).toBe('float32');
});

it('add refuses a fraction beside integers, since a dtype may not depend on a value', () => {
  expect(() => add(tensor([1], { dtype: 'int32' }), 0.5)).toThrow(/int32 cannot hold[\s\S]*0\.5/);
});
