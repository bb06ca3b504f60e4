import { grad } from '@hml/autograd';
import { DTypeError, greater, mul, ShapeError, sqrt, sum, type Tensor, tensor, where } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(where, {
  cases: (draw) => {
    const [c, a, b] = draw.broadcastable(3);
    return { inputs: [draw.tensor({ shape: c, dtype: 'bool' }), draw.tensor({ shape: a }), draw.tensor({ shape: b })] };
  },
  invalid: [
    [() => where(tensor([true, false]), tensor([1, 2, 3]) as Tensor, 0), ShapeError],
    // @ts-expect-error text is no tensor
    [() => where('a', 1, 0), DTypeError],
    [() => where(tensor([true]), tensor([1], { dtype: 'int32' }), 0.5), DTypeError],
  ],
});

it('where takes numbers on either side or both', () => {
  const c = tensor([true, false]);
  expect(where(c, 1, 0).toArray()).toEqual([1, 0]);
  expect(where(c, tensor([5, 6]), 0).toArray()).toEqual([5, 0]);
  expect(where(c, 0, tensor([5, 6], { dtype: 'float32' })).dtype).toBe('float32');
});

it('where keeps NaN of the side not taken out of the result and out of the gradient of the side taken', () => {
  const x = tensor([-1, 4]);
  expect(where(greater(x, 0), sqrt(x), 0).toArray()).toEqual([0, 2]);
  expect(
    grad((a: Tensor) => sum(where(greater(x, 0), mul(a, a), sqrt(x))))(x)
      .add(0)
      .toArray(),
  ).toEqual([0, 8]);
});

it('where of operands that all lie the same way gives a result that lies so too', () => {
  const x = tensor([
    [1, -2, 3],
    [-4, 5, -6],
  ]).T;
  const y = where(greater(x, 0), x, mul(x, 2));
  expect(y.strides).toEqual(x.strides);
  expect(y.toArray()).toEqual([
    [1, -8],
    [-4, 5],
    [3, -12],
  ]);
});
