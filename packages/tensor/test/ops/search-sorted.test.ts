import { DTypeError, fromFunction, OptionError, ShapeError, searchSorted, sort, type Tensor, tensor } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('searchSorted', {
  cases: (draw) => {
    const sorted = sort(draw.tensor({ minRank: 1, maxRank: 1, maxSide: 9, min: 0, max: 4, dtype: 'int32' }));
    const values = draw.tensor({ min: -1, max: 5, dtype: 'int32' }).cast('float64');
    const side = draw.pick(['left', 'right'] as const);
    const reference = (s: Tensor, v: Tensor): Tensor =>
      fromFunction(
        v.shape,
        (...i) => s.toTypedArray().filter((x) => (side === 'left' ? x < reader(v)(...i) : x <= reader(v)(...i))).length,
        {
          dtype: 'int32',
        },
      );
    return { inputs: [sorted, values], call: (s, v) => searchSorted(s.reshape([s.size]), v, { side }), reference };
  },
  invalid: [
    // @ts-expect-error not a vector
    [() => searchSorted(tensor([[1]]), tensor([1])), ShapeError],
    // @ts-expect-error no such side
    [() => searchSorted(tensor([1]), tensor([1]), { side: 'middle' }), OptionError],
    // @ts-expect-error text is no tensor
    [() => searchSorted('a', tensor([1])), DTypeError],
  ],
});

it('searchSorted takes NaN for the largest', () => {
  const sorted = tensor([1, 2, Number.NaN]);
  expect(searchSorted(sorted, tensor([Number.NaN, 3])).toArray()).toEqual([2, 2]);
  expect(searchSorted(sorted, tensor([Number.NaN, 3]), { side: 'right' }).toArray()).toEqual([3, 2]);
});
