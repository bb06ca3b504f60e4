import { DTypeError, ShapeError, tensor, tril } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('tril', {
  cases: (draw) => {
    const k = draw.integer(-3, 3);
    return { inputs: [draw.tensor({ minRank: 2 })], call: (x) => tril(x, k) };
  },
  invalid: [
    [() => tril(tensor([1, 2])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => tril('a'), DTypeError],
  ],
});

it('tril keeps NaN and infinities out of the other side', () => {
  expect(
    tril(
      tensor([
        [1, Number.NaN],
        [Infinity, 2],
      ]),
    ).toArray(),
  ).toEqual([
    [1, 0],
    [Infinity, 2],
  ]);
});
