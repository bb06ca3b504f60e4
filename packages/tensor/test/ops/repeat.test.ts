import { DTypeError, repeat, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('repeat', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const axis = draw.boolean() ? undefined : draw.axis(x.ndim);
    const n = axis === undefined ? x.size : (x.shape.at(axis) ?? 0);
    const repeats = draw.boolean() ? draw.integer(0, 3) : Array.from({ length: n }, () => draw.integer(0, 2));
    return { inputs: [x], call: (v) => repeat(v, repeats, axis) };
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
