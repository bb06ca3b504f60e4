import { grad } from '@hml/autograd';
import { DTypeError, sign, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(sign, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1e4, max: 1e4, avoid: (v) => Math.abs(v) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => sign('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => sign([1, 2]), DTypeError],
  ],
});

it('sign keeps NaN and −0, and has gradient 0 everywhere', () => {
  expect(sign(tensor([Number.NaN, 5e-324, -Infinity])).toArray()).toEqual([Number.NaN, 1, -1]);
  expect(Object.is(sign(tensor(-0)).item(), -0)).toBe(true);
  expect(grad((x) => sum(sign(x)))(tensor([-3, 0, 2])).toArray()).toEqual([0, 0, 0]);
});
