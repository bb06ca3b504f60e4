import { grad } from '@hml/autograd';
import { DTypeError, softplus, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(softplus, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -700, max: 40 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => softplus('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => softplus([1, 2]), DTypeError],
  ],
});

it('softplus(±1000) neither overflows nor loses the value, and keeps the left tail', () => {
  expect(softplus(tensor([-1000, -700, 1000, Infinity, -Infinity])).toArray()).toEqual([0, 9.859676543759771e-305, 1000, Infinity, 0]);
  expect(grad((x) => sum(softplus(x)))(tensor([-1000, -700, 0, 1000])).toArray()).toEqual([0, 9.859676543759771e-305, 0.5, 1]);
});
