import { DTypeError, div, floor, floorDivide, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(floorDivide, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    const divisor = draw.pick([1, -1, 0.5, -7, 250]);
    const quotients = draw.tensor({ shape: a, min: 0.1, max: 0.9 }).add(draw.integer(-10, 10)); // away from the jumps
    return { inputs: [quotients.mul(divisor), draw.tensor({ shape: b, min: divisor, max: divisor })] };
  },
  invalid: [
    [() => floorDivide(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => floorDivide('a', tensor([1])), DTypeError],
    [() => floorDivide(tensor([true]), tensor([true])), DTypeError],
  ],
});

it('floorDivide rounds down, as // in Python', () => {
  expect(floorDivide(tensor([7, -7, 7, -7]), tensor([2, 2, -2, -2])).toArray()).toEqual([3, -4, -4, 3]);
  expect(floorDivide(tensor([7, -7], { dtype: 'int32' }), 2).toArray()).toEqual([3, -4]);
  expect(floorDivide(tensor([1, -1]), Infinity).toArray()).toEqual([0, -1]);
});

it('floorDivide is the floor of the exact quotient, which div may round up', () => {
  expect(floorDivide(tensor([1]), 0.1).toArray()).toEqual([9]);
  expect(floor(div(tensor([1]), 0.1)).toArray()).toEqual([10]);
});

it('floorDivide by 0 gives an infinity or NaN for fractions and 0 for integers', () => {
  expect(floorDivide(tensor([1, -1, 0]), 0).toArray()).toEqual([Infinity, -Infinity, Number.NaN]);
  expect(floorDivide(tensor([5], { dtype: 'int32' }), 0).toArray()).toEqual([0]);
});

it('floorDivide gives zeros the sign of the quotient, as NumPy does', () => {
  expect(floorDivide(tensor([-0, 0, 0, -0]), tensor([1, -1, 1, -1])).toArray()).toEqual([-0, -0, 0, 0]);
  expect(floorDivide(tensor([0.5, -0.5, 1]), tensor([1, -1, Infinity])).toArray()).toEqual([0, 0, 0]);
});
