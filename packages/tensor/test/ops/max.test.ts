import { grad } from '@hml/autograd';
import { DataError, DTypeError, max, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('max', {
  cases: (draw) => {
    const x = draw.distinct({ minSide: 1 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    return { inputs: [x], call: (v) => max(v, axes, { keepDims }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => max(tensor([1, 2]), 1), ShapeError],
    [() => max(zeros([0])), DataError],
    [() => max(zeros([2, 0]), 1), DataError],
    // @ts-expect-error text is no tensor
    [() => max('a'), DTypeError],
  ],
});

it('max shares its gradient evenly among equal elements', () => {
  const x = tensor([1, 3, 3]);
  expect(grad((v: typeof x) => max(v))(x).toArray()).toEqual([0, 0.5, 0.5]);
  expect(x.max().item()).toBe(3);
});

it('max is NaN where a NaN is, wherever it stands', () => {
  const x = tensor([
    [Number.NaN, 1],
    [2, Number.NaN],
    [3, Infinity],
  ]);
  expect(max(x, 1).toArray()).toEqual([Number.NaN, Number.NaN, Infinity]);
});

it('max over no axis gives the elements, and of an empty batch nothing', () => {
  expect(max(tensor([1, 2]), []).toArray()).toEqual([1, 2]);
  expect(max(zeros([0, 3]), 1).shape).toEqual([0]);
});
