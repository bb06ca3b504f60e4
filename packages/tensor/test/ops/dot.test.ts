import { DTypeError, dot, fromFunction, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp(dot, {
  cases: (draw) => {
    const k = draw.side();
    const a = draw.boolean() ? [] : [...draw.shape({ maxRank: 2, maxSide: 3 }), k];
    const b = draw.pick([[], [k], [k, draw.side()], [2, k, draw.side()]]);
    return { inputs: [draw.tensor({ shape: a }), draw.tensor({ shape: b })] };
  },
  reference: (a, b) => {
    const [u, v] = [reader(a), reader(b)];
    if (a.ndim === 0 || b.ndim === 0) return a.mul(b);
    const [rows, place] = [a.shape.slice(0, -1), Math.max(b.ndim - 2, 0)];
    return fromFunction([...rows, ...b.shape.toSpliced(place, 1)], (...i) => {
      const [row, column] = [i.slice(0, rows.length), i.slice(rows.length)];
      let total = 0;
      for (let k = 0; k < b.shape[place]; k++) total += u(...row, k) * v(...column.toSpliced(place, 0, k));
      return total;
    });
  },
  tolerance: { rtol: 4e-15, atol: 1e-14 },
  specials: false,
  invalid: [
    [() => dot(tensor([1, 2]), zeros([3]) as Tensor), ShapeError],
    [() => dot(zeros([2, 3]), zeros([2, 3]) as Tensor), ShapeError],
    // @ts-expect-error text is no tensor
    [() => dot('a', tensor([1])), DTypeError],
  ],
});

it('dot of vectors is a number, of matrices their product, and a scalar multiplies', () => {
  const a = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(dot(tensor([1, 2]), tensor([3, 4])).item()).toBe(11);
  expect(dot(a, a).toArray()).toEqual([
    [7, 10],
    [15, 22],
  ]);
  expect(dot(tensor(2), tensor([1, 2])).toArray()).toEqual([2, 4]);
});

it('dot takes every row of a with every matrix of b, as NumPy does', () => {
  expect(dot(zeros([2, 3, 4]), zeros([5, 4, 6])).shape).toEqual([2, 3, 5, 6]);
});

it('dot of empty vectors is 0', () => {
  expect(dot(zeros([0]), zeros([0])).item()).toBe(0);
});
