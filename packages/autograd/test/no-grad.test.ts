import { grad, noGrad, Parameter } from '@hml/autograd';
import { add, mul, NotDifferentiableError, sum, type Tensor, tensor } from '@hml/tensor';
import { scope } from '@hml/tensor/extend';
import { expect, it } from 'vitest';

type Scalar = Tensor<readonly []>;

it('noGrad(fn) gives constants: no op within is noted', () => {
  let inside: Tensor = tensor(0);
  const f = (x: Tensor): Scalar => {
    inside = noGrad(() => mul(x, x));
    return add(sum(x), sum(inside));
  };
  expect(grad(f)(tensor([2, 3])).toArray()).toEqual([1, 1]);
  expect([inside.toArray(), inside.node]).toEqual([[4, 9], undefined]);
});

it('noGrad(fn) holds for every differentiation around it, and for none within', () => {
  const cube = (x: Scalar): Scalar => mul(mul(x, x), x);
  const within = (x: Scalar): Scalar =>
    mul(
      x,
      noGrad(() => grad<Scalar>(cube)(x)),
    ); // x · 3x², the second factor constant
  expect(grad<Scalar>(within)(tensor(2)).item()).toBe(12);
  expect(grad<Scalar>(grad<Scalar>(within))(tensor(2)).item()).toBe(0);
});

it('noGrad(fn) notes nothing for parameters', () => {
  const weight = new Parameter(tensor([1, 2]));
  const loss = noGrad(() => sum(mul(weight, weight)));
  expect(loss.node).toBeUndefined();
  expect(() => loss.backward()).toThrow(NotDifferentiableError);
});

it('noGrad(fn) ends with the call, also when it throws, and refuses promises', () => {
  expect(() =>
    noGrad(() => {
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(scope).toBeUndefined();
  expect(() => noGrad(async () => 1)).toThrow(/promise/);
  expect(noGrad(() => 7)).toBe(7);
});
