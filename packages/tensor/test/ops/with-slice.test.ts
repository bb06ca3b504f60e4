import { DTypeError, type Range, ShapeError, slice, tensor, withSlice, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('withSlice', {
  cases: (draw) => {
    const x = draw.tensor();
    const ranges = x.shape.slice(0, draw.integer(0, x.ndim)).map((n): Range => {
      const kind = draw.integer(0, n === 0 ? 2 : 3);
      if (kind === 0) return ':';
      if (kind === 3) return draw.integer(-n, n - 1);
      const end = (): number | null => (draw.boolean() ? null : draw.integer(-4, 4));
      return [end(), end(), draw.pick([1, 2, -1, -2])];
    });
    if (draw.boolean()) ranges.unshift(null);
    const part = slice(x, ...ranges).shape;
    const value = draw.tensor({ shape: draw.boolean() ? part : part.slice(1) });
    return { inputs: [x, value], call: (v, w) => withSlice(v, ranges, w) };
  },
  invalid: [
    [() => withSlice(tensor([1, 2]), [2], 0), ShapeError],
    [() => withSlice(tensor([1, 2]), [0, 0], 0), ShapeError],
    [() => withSlice(tensor([1, 2]), [0], tensor([1, 2])), ShapeError],
    [() => withSlice(tensor([1, 2]), [':'], tensor([1, 2, 3])), ShapeError],
    [() => withSlice(tensor([1], { dtype: 'int32' }), [0], 0.5), DTypeError],
    // @ts-expect-error the value has another type
    [() => withSlice(tensor([1], { dtype: 'int32' }), [0], tensor(1)), DTypeError],
    // @ts-expect-error text is no tensor
    [() => withSlice('a', [0], 0), DTypeError],
  ],
});

it('withSlice leaves the tensor as it was, and repeats the value', () => {
  const x = zeros([2, 3]);
  expect(withSlice(x, [':', [null, null, 2]], tensor([[1], [2]])).toArray()).toEqual([
    [1, 0, 1],
    [2, 0, 2],
  ]);
  expect(x.toArray()).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
});
