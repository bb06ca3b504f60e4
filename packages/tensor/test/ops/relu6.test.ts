import { grad } from '@hml/autograd';
import { DTypeError, relu6, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(relu6, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -9, max: 9, avoid: (v) => Math.min(Math.abs(v), Math.abs(v - 6)) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => relu6('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => relu6([1, 2]), DTypeError],
  ],
});

it('relu6 keeps NaN and has gradient 0 at both kinks', () => {
  expect(relu6(tensor([Number.NaN, -Infinity, Infinity])).toArray()).toEqual([Number.NaN, 0, 6]);
  expect(grad((x) => sum(relu6(x)))(tensor([-1, 0, 3, 6, 7])).toArray()).toEqual([0, 0, 1, 0, 0]);
});
