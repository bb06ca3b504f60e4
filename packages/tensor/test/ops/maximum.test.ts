import { grad } from '@hml/autograd';
import { DTypeError, maximum, ShapeError, sum, type Tensor, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(maximum, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return { inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b, min: 3, max: 5 }).mul(draw.pick([1, -1]))] };
  },
  invalid: [
    [() => maximum(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => maximum('a', tensor([1])), DTypeError],
  ],
});

it('maximum gives NaN wherever one side is NaN', () => {
  expect(maximum(tensor([Number.NaN, 1, Infinity]), tensor([1, Number.NaN, -Infinity])).toArray()).toEqual([
    Number.NaN,
    Number.NaN,
    Infinity,
  ]);
});

it('maximum gives each side half of the gradient in a tie', () => {
  const b = tensor([1, 5, 3]);
  expect(grad((a: Tensor) => sum(maximum(a, b)))(tensor([1, 2, 4])).toArray()).toEqual([0.5, 0, 1]);
  expect(grad((a: Tensor) => sum(maximum(b, a)))(tensor([1, 2, 4])).toArray()).toEqual([0.5, 0, 1]);
});

it('maximum of bools is logical or, of mixed types promotes', () => {
  expect(maximum(tensor([true, true, false]), tensor([true, false, false])).toArray()).toEqual([true, true, false]);
  expect(maximum(tensor([1], { dtype: 'int32' }), tensor([0.5], { dtype: 'float32' })).dtype).toBe('float32');
});
