import { grad } from '@hml/autograd';
import { DTypeError, mod, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(mod, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    const divisor = draw.pick([1, -1, 0.5, -7, 250]);
    const quotients = draw.tensor({ shape: a, min: 0.1, max: 0.9 }).add(draw.integer(-10, 10)); // away from the jumps
    return { inputs: [quotients.mul(divisor), draw.tensor({ shape: b, min: divisor, max: divisor })] };
  },
  invalid: [
    [() => mod(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => mod('a', tensor([1])), DTypeError],
    [() => mod(tensor([true]), tensor([true])), DTypeError],
  ],
});

it('mod has the sign of the divisor, as in Python', () => {
  expect(mod(tensor([7, -7, 7, -7]), tensor([3, 3, -3, -3])).toArray()).toEqual([1, 2, -2, -1]);
  expect(mod(tensor([-7, 7], { dtype: 'int32' }), 3).toArray()).toEqual([2, 1]);
  expect(mod(tensor([1, -1]), Infinity).toArray()).toEqual([1, Infinity]);
});

it('mod by 0 is NaN for fractions and 0 for integers', () => {
  expect(mod(tensor([1, -1]), 0).toArray()).toEqual([Number.NaN, Number.NaN]);
  expect(mod(tensor([1, -1], { dtype: 'int32' }), 0).toArray()).toEqual([0, 0]);
});

it('mod passes −⌊a / b⌋ of the gradient to the divisor', () => {
  expect(grad((b: Tensor) => sum(mod(tensor([-7, 7.5]), b)))(tensor([3, 2])).toArray()).toEqual([3, -3]);
});

it('mod gives zeros the sign of the divisor, as NumPy does', () => {
  expect(mod(tensor([-1, 1, 0, -0, -6]), tensor([1, -1, -3, 3, 3])).toArray()).toEqual([0, -0, -0, 0, 0]);
  expect(mod(tensor([0, -0]), tensor([-Infinity, Infinity])).toArray()).toEqual([-0, 0]);
});
