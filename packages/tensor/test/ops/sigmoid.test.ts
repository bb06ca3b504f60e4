import { grad } from '@hml/autograd';
import { DTypeError, sigmoid, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(sigmoid, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -700, max: 40 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => sigmoid('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => sigmoid([1, 2]), DTypeError],
  ],
});

it('sigmoid(±1000) neither overflows nor loses the value, and its derivative keeps both tails', () => {
  expect(sigmoid(tensor([-1000, -700, 0, 1000])).toArray()).toEqual([0, 9.859676543759771e-305, 0.5, 1]);
  const slope = grad((x) => sum(sigmoid(x)))(tensor([-50, 50]));
  expect(Number(slope.at(0).item())).toBeCloseTo(Number(slope.at(1).item()), 30);
  expect(Number(slope.at(1).item()) / Math.exp(-50)).toBeCloseTo(1, 12);
});
