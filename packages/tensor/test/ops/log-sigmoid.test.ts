import { grad } from '@hml/autograd';
import { DTypeError, logSigmoid, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(logSigmoid, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -40, max: 700 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => logSigmoid('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => logSigmoid([1, 2]), DTypeError],
  ],
});

it('logSigmoid(±1000) neither overflows nor loses the value, and keeps the right tail', () => {
  expect(logSigmoid(tensor([-1000, 700, 1000, Infinity, -Infinity])).toArray()).toEqual([-1000, -9.859676543759771e-305, 0, 0, -Infinity]);
  expect(grad((x) => sum(logSigmoid(x)))(tensor([-1000, 0, 700, 1000])).toArray()).toEqual([1, 0.5, 9.859676543759771e-305, 0]);
});
