import { DTypeError, OptionError, pad, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('pad', {
  cases: (draw) => {
    const mode = draw.pick(['constant', 'reflect', 'edge', 'circular'] as const);
    const x = draw.tensor({ maxRank: 3, minSide: mode === 'constant' ? 0 : 1 });
    const pads = x.shape.map(() => [draw.integer(0, 4), draw.integer(0, 4)] as const);
    const value = draw.integer(0, 1);
    return { inputs: [x], call: (v) => pad(v, pads, { mode, value }) };
  },
  invalid: [
    [() => pad(tensor([1]), -1), ShapeError],
    [() => pad(tensor([1]), 0.5), ShapeError],
    [() => pad(tensor([[1]]), [[1, 1]]), ShapeError],
    [() => pad(zeros([0]), 1, { mode: 'edge' }), ShapeError],
    [() => pad(tensor([1], { dtype: 'int32' }), 1, { value: 0.5 }), DTypeError],
    // @ts-expect-error NumPy's name for circular
    [() => pad(tensor([1]), 1, { mode: 'wrap' }), OptionError],
    // @ts-expect-error text is no tensor
    [() => pad('a', 1), DTypeError],
  ],
});

it('pad goes on reflecting and going round where the padding is longer than the axis', () => {
  const x = tensor([1, 2, 3]);
  expect(pad(x, [[5, 0]], { mode: 'reflect' }).toArray()).toEqual([2, 1, 2, 3, 2, 1, 2, 3]);
  expect(pad(x, [[0, 4]], { mode: 'circular' }).toArray()).toEqual([1, 2, 3, 1, 2, 3, 1]);
  expect(pad(x, [[1, 2]], { mode: 'edge' }).toArray()).toEqual([1, 1, 2, 3, 3, 3]);
  expect(pad(tensor([7]), 2, { mode: 'reflect' }).toArray()).toEqual([7, 7, 7, 7, 7]);
});

it('pad with a value keeps the elements as they are, and each type', () => {
  expect(pad(tensor([-0, Number.NaN]), 1, { value: -Infinity }).toArray()).toEqual([-Infinity, -0, Number.NaN, -Infinity]);
  expect(pad(tensor([true]), 1).toArray()).toEqual([false, true, false]);
  expect(
    pad(
      zeros([0, 2]),
      [
        [1, 0],
        [0, 0],
      ],
      { value: 5 },
    ).toArray(),
  ).toEqual([[5, 5]]);
});
