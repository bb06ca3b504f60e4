import { DTypeError, fromFunction, kron, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('kron', {
  cases: (draw) => ({
    inputs: [draw.tensor({ maxRank: 3, maxSide: 2 }), draw.tensor({ maxRank: 3, maxSide: 2 })],
    call: (a, b) => kron(a, b),
    reference: (a, b) => {
      const ndim = Math.max(a.ndim, b.ndim);
      const [m, p] = [a, b].map(({ shape }) => [...Array.from({ length: ndim - shape.length }, () => 1), ...shape]);
      const [at, of] = [reader(a.reshape(m)), reader(b.reshape(p))];
      return fromFunction(
        m.map((n, axis) => n * p[axis]),
        (...i) => at(...i.map((k, axis) => Math.floor(k / p[axis]))) * of(...i.map((k, axis) => k % p[axis])),
      );
    },
  }),
  invalid: [
    // @ts-expect-error text is no tensor
    [() => kron('a', tensor([[1]])), DTypeError],
  ],
});

it('kron puts a multiple of b in the place of each element of a', () => {
  const a = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(kron(a, tensor([[0, 5]])).toArray()).toEqual([
    [0, 5, 0, 10],
    [0, 15, 0, 20],
  ]);
});

it('kron aligns ranks from the right', () => {
  expect(kron(tensor([1, 10]), tensor([[1], [2]])).toArray()).toEqual([
    [1, 10],
    [2, 20],
  ]);
  expect(kron(tensor(3), tensor(4)).item()).toBe(12);
  expect(kron(zeros([2, 0]), zeros([3])).shape).toEqual([2, 0]);
});
