import { grad } from '@hml/autograd';
import { ceil, DTypeError, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(ceil, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -9, max: 9, avoid: (v) => Math.abs(v - Math.round(v)) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => ceil('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => ceil([1, 2]), DTypeError],
  ],
});

it('ceil is exact for large, tiny and infinite numbers', () => {
  expect(ceil(tensor([-1.5, 5e-324, 9007199254740991])).toArray()).toEqual([-1, 1, 9007199254740991]);
  expect(ceil(tensor([Infinity, -Infinity, Number.NaN])).toArray()).toEqual([Infinity, -Infinity, Number.NaN]);
});

it('ceil has gradient 0, also at the jumps', () => {
  expect(grad((x) => sum(ceil(x)))(tensor([-1, 0.5, 2])).toArray()).toEqual([0, 0, 0]);
});
