import { grad } from '@hml/autograd';
import { clip, DTypeError, OptionError, sum, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('clip', {
  cases: (draw) => {
    const [min, max] = draw.pick([
      [-0.5, 1],
      [undefined, 1],
      [-0.5, undefined],
      [1, -0.5],
    ] as const);
    return { inputs: [draw.tensor({ avoid: (v) => Math.min(Math.abs(v + 0.5), Math.abs(v - 1)) < 0.1 })], call: (x) => clip(x, min, max) };
  },
  invalid: [
    [() => clip(tensor([1]), Number.NaN), OptionError],
    [() => clip(tensor([1], { dtype: 'int32' }), 0.5), DTypeError],
    [() => clip(tensor([true]), 0, 1), DTypeError],
    // @ts-expect-error text is no tensor
    [() => clip('a', 0, 1), DTypeError],
  ],
});

it('clip keeps NaN and integers, and has gradient 1 at both ends', () => {
  expect(clip(tensor([Number.NaN, -Infinity, Infinity]), -1, 1).toArray()).toEqual([Number.NaN, -1, 1]);
  expect(clip(tensor([-3, 7], { dtype: 'int32' }), 0, 5).toTypedArray()).toEqual(Int32Array.of(0, 5));
  expect(grad((x) => sum(clip(x, -1, 1)))(tensor([-2, -1, 0, 1, 2])).toArray()).toEqual([0, 1, 1, 1, 0]);
});

it('clip between ends in the wrong order gives the upper one, as in NumPy', () => {
  expect(clip(tensor([-3, 0, 3]), 1, -1).toArray()).toEqual([-1, -1, -1]);
});
