import { grad, jvp } from '@hml/autograd';
import { DTypeError, ShapeError, sum, type Tensor, tensor, xlogy } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(xlogy, {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2);
    return { inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b, min: 0.1, max: 30 })] };
  },
  invalid: [
    [() => xlogy(tensor([1, 2]), tensor([1, 2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => xlogy('a', tensor([1])), DTypeError],
  ],
});

it('xlogy is 0 where its first operand is 0, unless the second is NaN', () => {
  const y = xlogy(tensor([0, -0, 0, 0, 0, 1, 1, -2]), tensor([0, 0, -1, Infinity, Number.NaN, 0, -1, Infinity]));
  expect(y.toArray()).toEqual([0, 0, 0, 0, Number.NaN, -Infinity, Number.NaN, -Infinity]);
});

it('xlogy keeps its logarithm where that is not multiplied by 0', () => {
  expect(xlogy(2, tensor([Math.E, 1e-300])).toArray()).toEqual([2, -1381.5510557964274]);
});

it('xlogy has derivatives of every order at (0, 0), and the right ones beside it', () => {
  const b = tensor([0, -1, 2, 0, 0.5]);
  const a = tensor([0, 0, 0, 3, 0]);
  expect(grad((x) => sum(xlogy(x, b)))(a).toArray()).toEqual([0, 0, Math.LN2, -Infinity, -Math.LN2]);
  expect(grad((x) => sum(xlogy(a, x)))(b).toArray()).toEqual([0, 0, 0, Infinity, 0]);
  const mixed = jvp((x) => grad((z) => sum(xlogy(x, z)))(b), [a], [tensor([1, 1, 1, 1, 1])]);
  expect(mixed.tangent.toArray()).toEqual([1, 1, 0.5, Infinity, 2]);
});
