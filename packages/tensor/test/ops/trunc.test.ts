import { grad } from '@hml/autograd';
import { DTypeError, sum, tensor, trunc } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(trunc, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -9, max: 9, avoid: (v) => Math.abs(v - Math.round(v)) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => trunc('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => trunc([1, 2]), DTypeError],
  ],
});

it('trunc is exact for large, tiny and infinite numbers', () => {
  expect(trunc(tensor([-1.5, 0.9, 9007199254740991])).toArray()).toEqual([-1, 0, 9007199254740991]);
  expect(trunc(tensor([Infinity, -Infinity, Number.NaN])).toArray()).toEqual([Infinity, -Infinity, Number.NaN]);
});

it('trunc has gradient 0, also at the jumps', () => {
  expect(grad((x) => sum(trunc(x)))(tensor([-1, 0.5, 2])).toArray()).toEqual([0, 0, 0]);
});
