import { grad } from '@hml/autograd';
import { abs, DTypeError, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(abs, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1e4, max: 1e4, avoid: (v) => Math.abs(v) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => abs('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => abs([1, 2]), DTypeError],
  ],
});

it('abs has gradient 0 at 0, ±1 elsewhere', () => {
  expect(grad((x) => sum(abs(x)))(tensor([-3, 0, 2])).toArray()).toEqual([-1, 0, 1]);
});

it('abs of the smallest int32 wraps around, of −0 is 0', () => {
  expect(abs(tensor([-2147483648, -7], { dtype: 'int32' })).toArray()).toEqual([-2147483648, 7]);
  expect(Object.is(abs(tensor(-0)).item(), 0)).toBe(true);
});
