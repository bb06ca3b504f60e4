import { grad } from '@hml/autograd';
import { DTypeError, hardSwish, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(hardSwish, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -9, max: 9, avoid: (v) => Math.abs(Math.abs(v) - 3) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => hardSwish('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => hardSwish([1, 2]), DTypeError],
  ],
});

it('hardSwish has the limits 0 and ∞, and keeps NaN', () => {
  expect(hardSwish(tensor([Number.NaN, -Infinity, Infinity])).toArray()).toEqual([Number.NaN, 0, Infinity]);
});

it('hardSwish has the gradient of the lines at its kinks', () => {
  expect(grad((x) => sum(hardSwish(x)))(tensor([-Infinity, -3, 0, 3, Infinity])).toArray()).toEqual([0, 0, 0.5, 1, 1]);
});
