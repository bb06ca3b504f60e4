import { DTypeError, fromFunction, repeat, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('repeat', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const axis = draw.boolean() ? undefined : draw.axis(x.ndim);
    const n = axis === undefined ? x.size : (x.shape.at(axis) ?? 0);
    const repeats = draw.boolean() ? draw.integer(0, 3) : Array.from({ length: n }, () => draw.integer(0, 2));
    const from =
      typeof repeats === 'number'
        ? Array.from({ length: n * repeats }, (_, i) => Math.floor(i / repeats))
        : repeats.flatMap((times, i) => Array.from({ length: times }, () => i));
    const reference = (v: Tensor): Tensor => {
      if (axis === undefined) return fromFunction([from.length], (i) => v.toTypedArray()[from[i]]);
      const along = (axis + v.ndim) % v.ndim;
      return fromFunction(v.shape.with(along, from.length), (...i) => reader(v)(...i.with(along, from[i[along]])));
    };
    return { inputs: [x], call: (v) => repeat(v, repeats, axis), reference };
  },
  invalid: [
    [() => repeat(tensor([1, 2]), -1), ShapeError],
    [() => repeat(tensor([1, 2]), 0.5), ShapeError],
    [() => repeat(tensor([1, 2]), [1]), ShapeError],
    [() => repeat(tensor([1, 2]), 2, 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => repeat('a', 1), DTypeError],
  ],
});

it('repeat without an axis reads the elements as one row', () => {
  expect(repeat(tensor([[1], [2]]), 2).toArray()).toEqual([1, 1, 2, 2]);
  expect(repeat(tensor([[1], [2]]), 2, -1).toArray()).toEqual([
    [1, 1],
    [2, 2],
  ]);
});
