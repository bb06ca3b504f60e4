import { grad } from '@hml/autograd';
import { DataError, DTypeError, min, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('min', {
  cases: (draw) => {
    const x = draw.distinct({ minSide: 1 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => min(v, axes, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => min(tensor([1, 2]), 1), ShapeError],
    [() => min(zeros([0])), DataError],
    [() => min(zeros([2, 0]), 1), DataError],
    // @ts-expect-error text is no tensor
    [() => min('a'), DTypeError],
  ],
});

it('min shares its gradient evenly among equal elements', () => {
  const x = tensor([4, 3, 3]);
  expect(grad((v: typeof x) => min(v))(x).toArray()).toEqual([0, 0.5, 0.5]);
  expect(x.min().item()).toBe(3);
});

it('min is NaN where a NaN is, wherever it stands', () => {
  const x = tensor([
    [Number.NaN, 1],
    [2, Number.NaN],
    [3, -Infinity],
  ]);
  expect(min(x, 1).toArray()).toEqual([Number.NaN, Number.NaN, -Infinity]);
});

it('min over no axis gives the elements, and of an empty batch nothing', () => {
  expect(min(tensor([1, 2]), []).toArray()).toEqual([1, 2]);
  expect(min(zeros([0, 3]), 1).shape).toEqual([0]);
});
