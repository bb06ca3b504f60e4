import { corrcoef, DTypeError, fromFunction, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { comoment, rowsOf } from './comoment.ts';

describeOp('corrcoef', {
  cases: (draw) => {
    const x = draw.distinct({ minRank: 1, maxRank: 2, minSide: 2 });
    const rowsAreVariables = draw.boolean();
    const reference = (v: Tensor): Tensor => {
      const rows = rowsOf(v, rowsAreVariables);
      const size = rows.map((row) => Math.sqrt(comoment(row, row)));
      const y = fromFunction([rows.length, rows.length], (i, j) => comoment(rows[i], rows[j]) / size[i] / size[j]);
      return v.ndim === 1 ? y.reshape([]) : y;
    };
    return { inputs: [x], call: (v) => corrcoef(v, { rowsAreVariables }), reference };
  },
  tolerance: { rtol: 1e-14, atol: 1e-14 },
  specials: false,
  invalid: [
    [() => corrcoef(tensor(1)), ShapeError],
    [() => corrcoef(zeros([2, 2, 2])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => corrcoef('a'), DTypeError],
  ],
});

it('corrcoef of huge numbers does not overflow, and of a constant is NaN', () => {
  const y = corrcoef(
    tensor([
      [1e300, 2e300, 3e300],
      [1, 2, 3],
    ]),
  );
  for (const v of y.toArray().flat()) expect(v).toBeCloseTo(1, 14);
  expect(corrcoef(tensor([2, 2])).item()).toBeNaN();
});
