import { DTypeError, diag, fromFunction, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('diag', {
  cases: (draw) => {
    const k = draw.integer(-2, 2);
    const [down, right] = [Math.max(-k, 0), Math.max(k, 0)];
    const reference = (v: Tensor): Tensor => {
      const at = reader(v);
      if (v.ndim === 1) return fromFunction([v.size + down + right, v.size + down + right], (i, j) => (j - i === k ? at(i - down) : 0));
      const [m, n] = v.shape;
      return fromFunction([Math.max(Math.min(m - down, n - right), 0)], (i) => at(i + down, i + right));
    };
    return { inputs: [draw.tensor({ minRank: 1, maxRank: 2 })], call: (v) => diag(v, k), reference };
  },
  invalid: [
    [() => diag(tensor(1)), ShapeError],
    [() => diag(zeros([1, 2, 3])), ShapeError],
    [() => diag(tensor([1]), 0.5), ShapeError],
    // @ts-expect-error text is no tensor
    [() => diag('a'), DTypeError],
  ],
});

it('diag makes room for a diagonal beside the main one, and gives it back', () => {
  const y = diag(tensor([1, 2]), -1);
  expect(y.toArray()).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [0, 2, 0],
  ]);
  expect(diag(y, -1).toArray()).toEqual([1, 2]);
});
