import { DTypeError, fromFunction, roll, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('roll', {
  cases: (draw) => {
    const x = draw.tensor();
    const shift = draw.integer(-5, 5);
    const axis = x.ndim === 0 || draw.boolean() ? undefined : draw.axis(x.ndim);
    const back = (i: number, n: number): number => (((i - shift) % n) + n) % n;
    const reference = (v: Tensor): Tensor => {
      if (axis === undefined) return fromFunction([v.size], (i) => v.toTypedArray()[back(i, v.size)]).reshape(v.shape);
      const along = (axis + v.ndim) % v.ndim;
      return fromFunction(v.shape, (...i) => reader(v)(...i.with(along, back(i[along], v.shape[along]))));
    };
    return { inputs: [x], call: (v) => roll(v, shift, axis), reference };
  },
  invalid: [
    [() => roll(tensor([1]), 1, 1), ShapeError],
    [() => roll(tensor([1]), 0.5), ShapeError],
    [() => roll(tensor([[1]]), [1, 1], 0), ShapeError],
    // @ts-expect-error text is no tensor
    [() => roll('a', 1), DTypeError],
  ],
});

it('roll by more than the size goes round; along several axes, one shift for each or one for all', () => {
  expect(roll(tensor([1, 2, 3]), -4).toArray()).toEqual([2, 3, 1]);
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(roll(x, [1, -1], [0, 1]).toArray()).toEqual([
    [5, 6, 4],
    [2, 3, 1],
  ]);
  expect(roll(x, 1, [0, 1]).toArray()).toEqual([
    [6, 4, 5],
    [3, 1, 2],
  ]);
});
