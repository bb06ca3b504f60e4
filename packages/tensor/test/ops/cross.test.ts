import { add, broadcastTo, cross, DTypeError, fromFunction, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('cross', {
  cases: (draw) => {
    const [a, b] = draw.broadcastable(2, { maxRank: 2 });
    const axis = draw.boolean() ? -1 : 0;
    const inputs =
      axis === -1
        ? [
            [...a, 3],
            [...b, 3],
          ]
        : [[3, 2], draw.pick([[3, 2], [3, 1], [1, 2], [2]])];
    const reference = (u: Tensor, v: Tensor): Tensor => {
      const { shape } = add(u, v);
      const [a, b] = [reader(broadcastTo(u, shape)), reader(broadcastTo(v, shape))];
      const along = axis === -1 ? shape.length - 1 : 0;
      return fromFunction(shape, (...i) => {
        const [j, k] = [i.with(along, (i[along] + 1) % 3), i.with(along, (i[along] + 2) % 3)];
        return a(...j) * b(...k) - a(...k) * b(...j);
      });
    };
    return { inputs: inputs.map((shape) => draw.tensor({ shape })), call: (u, v) => cross(u, v, axis), reference };
  },
  invalid: [
    [() => cross(tensor([1, 2]), tensor([3, 4])), ShapeError],
    [() => cross(zeros([2, 3]), zeros([4, 3]) as Tensor), ShapeError],
    [() => cross(tensor([1, 2, 3]), tensor([1, 2, 3]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => cross('a', tensor([1, 2, 3])), DTypeError],
  ],
});

it('cross is at right angles to both, and its length the area between them', () => {
  expect(cross(tensor([1, 2, 3]), tensor([4, 5, 6])).toArray()).toEqual([-3, 6, -3]);
  expect(cross(tensor([1, 2, 3]), tensor([2, 4, 6])).toArray()).toEqual([0, 0, 0]);
});

it('cross broadcasts one vector over many, along any axis', () => {
  const y = cross(
    tensor([
      [1, 0],
      [0, 1],
      [0, 0],
    ]),
    tensor([[0], [0], [1]]),
    0,
  );
  expect(y.toArray()).toEqual([
    [0, 1],
    [-1, 0],
    [0, 0],
  ]);
});
