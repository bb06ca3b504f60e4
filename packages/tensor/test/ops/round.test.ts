import { grad } from '@hml/autograd';
import { DTypeError, random, round, sum, tensor, uniform } from '@hml/tensor';
import { withEngine } from '@hml/tensor/extend';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(round, {
  cases: (draw) => ({ inputs: [draw.tensor({ min: -9, max: 9, avoid: (v) => Math.abs(v - Math.floor(v) - 0.5) < 0.1 })] }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => round('a'), DTypeError],
    // @ts-expect-error an array is no tensor
    [() => round([1, 2]), DTypeError],
  ],
});

it('round takes halves to the even neighbour, and no other number over its half', () => {
  expect(round(tensor([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5])).toArray()).toEqual([-2, -2, -0, 0, 2, 2]);
  expect(round(tensor([0.49999999999999994, 2.4999999999999996, -0.49999999999999994])).toArray()).toEqual([0, 2, -0]);
});

it('round leaves large numbers as they are, the last halves below 2^52 not', () => {
  expect(round(tensor([4503599627370495.5, -4503599627370494.5, 4503599627370497, 1e300])).toArray()).toEqual([
    4503599627370496, -4503599627370494, 4503599627370497, 1e300,
  ]);
});

it('round has gradient 0, also at the jumps', () => {
  expect(grad((x) => sum(round(x)))(tensor([-0.5, 0.2, 1.5])).toArray()).toEqual([0, 0, 0]);
});

it('round keeps the sign of what becomes 0, as NumPy does', () => {
  expect(round(tensor([-0.5, -0.3, -5e-324, -0, 0, 0.3])).toArray()).toEqual([-0, -0, -0, -0, 0, 0]);
});

it('round keeps NaN and infinities', () => {
  expect(round(tensor([Number.NaN, Infinity, -Infinity])).toArray()).toEqual([Number.NaN, Infinity, -Infinity]);
});

it('round gives the same signs on registers, which long tensors take', () => {
  const x = uniform(random(1), [1000], { low: -2, high: 2 });
  expect(round(x).toArray()).toEqual(withEngine('plain', () => round(x)).toArray());
});
