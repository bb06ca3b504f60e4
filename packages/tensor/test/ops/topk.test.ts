import { DTypeError, fromFunction, OptionError, ShapeError, type Tensor, tensor, topk } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('topk', {
  cases: (draw) => {
    const x = draw.distinct({ minRank: 1 });
    const axis = draw.axis(x.ndim);
    const k = draw.integer(0, x.shape.at(axis) ?? 0);
    const largest = draw.boolean();
    const along = (axis + x.ndim) % x.ndim;
    const reference = (v: Tensor): Tensor =>
      fromFunction(v.shape.with(along, k), (...i) => {
        const line = Array.from({ length: v.shape[along] }, (_, j) => reader(v)(...i.with(along, j)));
        return line.sort((a, b) => (largest ? b - a : a - b))[i[along]];
      });
    return { inputs: [x], call: (v) => topk(v, k, axis, { largest }).values, reference };
  },
  invalid: [
    [() => topk(tensor([1, 2]), 1, 1), ShapeError],
    [() => topk(tensor([1, 2]), 3), OptionError],
    [() => topk(tensor([1, 2]), 0.5), OptionError],
    // @ts-expect-error text is no tensor
    [() => topk('a', 1), DTypeError],
  ],
});

it('topk takes the first of equal elements first, and NaN last', () => {
  const { values, indices } = topk(tensor([1, Number.NaN, 5, 5]), 3);
  expect([values.toArray(), indices.toArray()]).toEqual([
    [5, 5, 1],
    [2, 3, 0],
  ]);
  expect(topk(tensor([3, 1, 2]), 2, 0, { largest: false }).values.toArray()).toEqual([1, 2]);
});
