import { DTypeError, fromFunction, meshgrid, OptionError, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('meshgrid', {
  cases: (draw) => {
    const inputs = Array.from({ length: draw.integer(1, 3) }, () => draw.tensor({ minRank: 1, maxRank: 1 }));
    const k = draw.integer(0, inputs.length - 1);
    const indexing = draw.pick(['ij', 'xy'] as const);
    const axisOf = (i: number): number => (indexing === 'xy' && inputs.length > 1 && i < 2 ? 1 - i : i);
    const shape = inputs.map((_, axis) => inputs[axisOf(axis)].size);
    return {
      inputs,
      call: (...vectors) => meshgrid(vectors, { indexing })[k],
      reference: (...vectors) => fromFunction(shape, (...i) => reader(vectors[k])(i[axisOf(k)])),
    };
  },
  invalid: [
    [() => meshgrid([zeros([2, 2])]), ShapeError],
    // @ts-expect-error no such indexing
    [() => meshgrid([tensor([1])], { indexing: 'yx' }), OptionError],
    // @ts-expect-error text is no tensor
    [() => meshgrid(['a']), DTypeError],
  ],
});

it("meshgrid with 'xy' lets the first vector run along the second axis, as NumPy does", () => {
  const [x, y] = meshgrid([tensor([1, 2]), tensor([3, 4, 5])], { indexing: 'xy' });
  expect(x.toArray()).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  expect(y.toArray()).toEqual([
    [3, 3],
    [4, 4],
    [5, 5],
  ]);
});

it('meshgrid of nothing is nothing, and each result keeps its type', () => {
  expect(meshgrid([])).toEqual([]);
  expect(meshgrid([tensor([1], { dtype: 'int32' }), tensor([true])]).map((g) => g.dtype)).toEqual(['int32', 'bool']);
});
