import { DTypeError, take, tensor, unique } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('unique', {
  cases: (draw) => {
    const x = draw.tensor({ min: 0, max: 3, dtype: 'int32' }).cast('float64');
    const field = draw.pick(['values', 'counts', 'inverse', 'firstIndex'] as const);
    return { inputs: [x], call: (v) => unique(v)[field] };
  },
  valueDependent: true,
  derivative: false,
  invalid: [
    // @ts-expect-error text is no tensor
    [() => unique('a'), DTypeError],
  ],
});

it('unique is undone by its inverse, in the shape of the tensor', () => {
  const x = tensor([
    [3, 1, 3],
    [2, 1, 1],
  ]);
  const { values, counts, inverse, firstIndex } = unique(x);
  expect(take(values, inverse).toArray()).toEqual(x.toArray());
  expect(values.toArray()).toEqual([1, 2, 3]);
  expect(counts.toArray()).toEqual([3, 1, 2]);
  expect(firstIndex.toArray()).toEqual([1, 3, 0]);
});

it('unique counts all NaN as one, and both zeros as one', () => {
  const { values, counts } = unique(tensor([Number.NaN, 0, -0, Number.NaN]));
  expect([values.toArray(), counts.toArray()]).toEqual([
    [0, Number.NaN],
    [2, 2],
  ]);
  expect(unique(tensor([])).values.shape).toEqual([0]);
});
