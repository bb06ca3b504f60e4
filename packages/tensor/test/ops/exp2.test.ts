import { DTypeError, exp2, tensor } from '@hml/tensor';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(exp2, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -1000, max: 7 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => exp2('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => exp2([1, 2]), DTypeError],
  ],
});

it('exp2 is exact for whole numbers, down to the subnormals and up to infinity', () => {
  const x = tensor([-1074, -1023, -3, 0, 52, 1023, 1024, -1076, -Infinity]);
  expect(exp2(x).toArray()).toEqual([5e-324, 2 ** -1023, 0.125, 1, 2 ** 52, 2 ** 1023, Infinity, 0, 0]);
});

it('exp2 is within 1 ulp of the right value', () => {
  assertClose(exp2(tensor([0.1, -0.3, 100.7])), tensor([1.0717734625362931, 0.8122523963562356, 2.0593044755556034e30]), { rtol: 2.3e-16 });
});
