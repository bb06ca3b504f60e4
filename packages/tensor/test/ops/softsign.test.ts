import { grad } from '@hml/autograd';
import { DTypeError, softsign, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(softsign, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1e3, max: 1e3, avoid: (v) => Math.abs(v) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => softsign('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => softsign([1, 2]), DTypeError],
  ],
});

it('softsign has the limits ±1 and keeps NaN and tiny numbers', () => {
  expect(softsign(tensor([Number.NaN, -Infinity, Infinity, 1e308, 5e-324])).toArray()).toEqual([Number.NaN, -1, 1, 1, 5e-324]);
});

it('softsign has slope 1 at 0 and 0 at the infinities', () => {
  expect(grad((x) => sum(softsign(x)))(tensor([0, 1, -Infinity, Infinity])).toArray()).toEqual([1, 0.25, 0, 0]);
});
