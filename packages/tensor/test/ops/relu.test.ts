import { grad } from '@hml/autograd';
import { DTypeError, relu, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(relu, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1e4, max: 1e4, avoid: (v) => Math.abs(v) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => relu('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => relu([1, 2]), DTypeError],
  ],
});

it('relu keeps NaN and has gradient 0 at 0', () => {
  expect(relu(tensor([Number.NaN, -Infinity, Infinity])).toArray()).toEqual([Number.NaN, 0, Infinity]);
  expect(grad((x) => sum(relu(x)))(tensor([-1, 0, 5e-324, Infinity])).toArray()).toEqual([0, 0, 1, 1]);
});
