import { DTypeError, fromFunction, OptionError, pad, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('pad', {
  cases: (draw) => {
    const mode = draw.pick(['constant', 'reflect', 'edge', 'circular'] as const);
    const x = draw.tensor({ maxRank: 3, minSide: mode === 'constant' ? 0 : 1 });
    const pads = x.shape.map(() => [draw.integer(0, 4), draw.integer(0, 4)] as const);
    const value = draw.integer(0, 1);
    /** Step by step back inside, as a walker would who meets the walls: −1 where there is nothing. */
    const inside = (at: number, n: number): number => {
      if (at >= 0 && at < n) return at;
      if (mode === 'constant') return -1;
      if (mode === 'edge' || n === 1) return at < 0 ? 0 : n - 1;
      if (mode === 'circular') return inside(at < 0 ? at + n : at - n, n);
      return inside(at < 0 ? -at : 2 * (n - 1) - at, n);
    };
    const reference = (v: Tensor): Tensor =>
      fromFunction(
        v.shape.map((n, axis) => n + pads[axis][0] + pads[axis][1]),
        (...i) => {
          const from = i.map((at, axis) => inside(at - pads[axis][0], v.shape[axis]));
          return from.includes(-1) ? value : reader(v)(...from);
        },
      );
    return { inputs: [x], call: (v) => pad(v, pads, { mode, value }), reference };
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
