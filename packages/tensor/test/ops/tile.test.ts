import { DTypeError, ShapeError, tensor, tile, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('tile', {
  cases: (draw) => {
    const x = draw.tensor({ maxRank: 3 });
    const reps = Array.from({ length: draw.integer(0, 4) }, () => draw.integer(0, 2));
    return { inputs: [x], call: (v) => tile(v, reps) };
  },
  invalid: [
    [() => tile(tensor([1]), -1), ShapeError],
    [() => tile(tensor([1]), [0.5]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => tile('a', 1), DTypeError],
  ],
});

it('tile fills up the shorter list with ones in front', () => {
  expect([tile(zeros([2, 3]), 2).shape, tile(zeros([3]), [2, 1, 2]).shape, tile(tensor(1), []).shape]).toEqual([[2, 6], [2, 1, 6], []]);
});
