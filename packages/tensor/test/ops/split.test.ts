import { arange, concat, DTypeError, fromFunction, ShapeError, split, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('split', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1 });
    const axis = draw.axis(x.ndim);
    const at = draw.integer(-4, 4);
    const along = (axis + x.ndim) % x.ndim;
    const n = x.shape[along];
    const border = Math.min(Math.max(at < 0 ? at + n : at, 0), n);
    const from = (i: readonly number[]): number[] => i.with(along, (i[along] + border) % n);
    return {
      inputs: [x],
      call: (v) => concat([...split(v, { at: [at] }, axis)].reverse(), axis),
      reference: (v) => fromFunction(v.shape, (...i) => reader(v)(...from(i))),
    };
  },
  invalid: [
    [() => split(tensor([1, 2, 3]), 2), ShapeError],
    [() => split(tensor([1, 2, 3]), 0), ShapeError],
    [() => split(tensor([1, 2, 3]), { sizes: [1, 1] }), ShapeError],
    [() => split(tensor([1, 2, 3]), { sizes: [4, -1] }), ShapeError],
    [() => split(tensor([1, 2, 3]), { at: [0.5] }), ShapeError],
    [() => split(tensor([1, 2, 3]), 3, 1), ShapeError],
    // @ts-expect-error a bare list could be places or sizes
    [() => split(tensor([1, 2, 3]), [1, 2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => split('a', 1), DTypeError],
  ],
});

it('split by sizes and by places, which are cut to the axis as those of slice', () => {
  const parts = (cuts: Parameters<typeof split>[1]): unknown => split(arange(5), cuts).map((part) => part.toArray());
  expect(parts({ sizes: [2, 0, 3] })).toEqual([[0, 1], [], [2, 3, 4]]);
  expect(parts({ at: [-1] })).toEqual([[0, 1, 2, 3], [4]]);
  expect(parts({ at: [3, 9] })).toEqual([[0, 1, 2], [3, 4], []]);
  expect(parts({ at: [4, 2] })).toEqual([[0, 1, 2, 3], [], [2, 3, 4]]);
  expect(parts(5)).toEqual([[0], [1], [2], [3], [4]]);
});
