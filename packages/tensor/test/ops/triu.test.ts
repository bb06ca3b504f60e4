import { DTypeError, ShapeError, tensor, triu } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('triu', {
  cases: (draw) => {
    const k = draw.integer(-3, 3);
    return { inputs: [draw.tensor({ minRank: 2 })], call: (x) => triu(x, k) };
  },
  invalid: [
    [() => triu(tensor([1, 2])), ShapeError],
    // @ts-expect-error text is no tensor
    [() => triu('a'), DTypeError],
  ],
});

it('triu keeps NaN and infinities out of the other side', () => {
  expect(
    triu(
      tensor([
        [1, Number.NaN],
        [Infinity, 2],
      ]),
    ).toArray(),
  ).toEqual([
    [1, Number.NaN],
    [0, 2],
  ]);
});
