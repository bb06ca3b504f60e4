import { cov, DTypeError, fromFunction, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { comoment, rowsOf } from './comoment.ts';

describeOp('cov', {
  cases: (draw) => {
    const x = draw.distinct({ minRank: 1, maxRank: 2, minSide: 2 });
    const rowsAreVariables = draw.boolean();
    const reference = (v: Tensor): Tensor => {
      const rows = rowsOf(v, rowsAreVariables);
      const y = fromFunction([rows.length, rows.length], (i, j) => comoment(rows[i], rows[j]) / (rows[0].length - 1));
      return v.ndim === 1 ? y.reshape([]) : y;
    };
    return { inputs: [x], call: (v) => cov(v, { rowsAreVariables }), reference };
  },
  tolerance: { rtol: 1e-14, atol: 1e-14 },
  specials: false,
  invalid: [
    [() => cov(tensor(1)), ShapeError],
    [() => cov(zeros([2, 2, 2])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => cov('a'), DTypeError],
  ],
});

it('cov of a vector is its variance, and columns can be the variables', () => {
  expect(cov(tensor([1, 2, 3])).item()).toBe(1);
  expect(cov(tensor([1, 2, 3]), { ddof: 0 }).item()).toBeCloseTo(2 / 3, 15);
  const x = tensor([
    [1, 6],
    [2, 4],
    [3, 2],
  ]);
  expect(cov(x, { rowsAreVariables: false }).toArray()).toEqual([
    [1, -2],
    [-2, 4],
  ]);
});

it('cov of a single observation is NaN', () => {
  expect(cov(tensor([[1], [2]])).toArray()).toEqual([
    [Number.NaN, Number.NaN],
    [Number.NaN, Number.NaN],
  ]);
});
