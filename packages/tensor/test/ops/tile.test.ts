import { DTypeError, fromFunction, ShapeError, type Tensor, tensor, tile, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('tile', {
  cases: (draw) => {
    const x = draw.tensor({ maxRank: 3 });
    const reps = Array.from({ length: draw.integer(0, 4) }, () => draw.integer(0, 2));
    const ndim = Math.max(x.ndim, reps.length);
    const ones = (n: number): number[] => Array.from({ length: n }, () => 1);
    const [copies, sizes] = [
      [...ones(ndim - reps.length), ...reps],
      [...ones(ndim - x.ndim), ...x.shape],
    ];
    const reference = (v: Tensor): Tensor => {
      const at = reader(v.reshape(sizes));
      return fromFunction(
        sizes.map((n, axis) => n * copies[axis]),
        (...i) => at(...i.map((k, axis) => k % sizes[axis])),
      );
    };
    return { inputs: [x], call: (v) => tile(v, reps), reference };
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
