import { grad } from '@hml/autograd';
import { DTypeError, fmod, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(fmod, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    const divisor = draw.pick([1, -1, 0.5, -7, 250]);
    const quotients = draw.tensor({ shape: a, min: 0.1, max: 0.9 }).add(draw.integer(-10, 10)); // away from the jumps
    return { inputs: [quotients.mul(divisor), draw.tensor({ shape: b, min: divisor, max: divisor })] };
  },
  invalid: [
    [() => fmod(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => fmod('a', tensor([1])), DTypeError],
    [() => fmod(tensor([true]), tensor([true])), DTypeError],
  ],
});

it('fmod has the sign of the dividend, as in C', () => {
  expect(fmod(tensor([7, -7, 7, -7]), tensor([3, 3, -3, -3])).toArray()).toEqual([1, -1, 1, -1]);
  expect(fmod(tensor([-7, 7], { dtype: 'int32' }), 3).toArray()).toEqual([-1, 1]);
  expect(fmod(tensor([1, -1]), Infinity).toArray()).toEqual([1, -1]);
});

it('fmod by 0 is NaN for fractions and 0 for integers', () => {
  expect(fmod(tensor([1, -1]), 0).toArray()).toEqual([Number.NaN, Number.NaN]);
  expect(fmod(tensor([1, -1], { dtype: 'int32' }), 0).toArray()).toEqual([0, 0]);
});

it('fmod passes −trunc(a / b) of the gradient to the divisor', () => {
  expect(grad((b: Tensor) => sum(fmod(tensor([-7, 7.5]), b)))(tensor([3, 2])).toArray()).toEqual([2, -3]);
  expect(grad((b) => sum(fmod(tensor([2.1]), b)))(tensor([0.7])).toArray()).toEqual([-3]); // of 2.9999999999999996, as division gives it
});
