import { cumsum, DataError, DTypeError, full, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('cumsum', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, min: -1e3, max: 1e3 });
    const axis = draw.axis(x.ndim);
    return { inputs: [x], call: (v) => cumsum(v, axis) };
  },
  specials: false,
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => cumsum(tensor([1, 2]), 1), ShapeError],
    // @ts-expect-error text is no tensor
    [() => cumsum('a'), DTypeError],
  ],
});

it('cumsum keeps an infinity, and is NaN from the first NaN on', () => {
  expect(cumsum(tensor([1, Infinity, 2])).toArray()).toEqual([1, Infinity, Infinity]);
  expect(cumsum(tensor([1, Number.NaN, 2])).toArray()).toEqual([1, Number.NaN, Number.NaN]);
});

it('cumsum of a million float32 tenths ends near a hundred thousand', () => {
  const y = cumsum(full([1e6], 0.1, { dtype: 'float32' }));
  expect(y.at(-1).item()).toBeCloseTo(1e5, 1);
});

it('cumsum without an axis reads the elements as one row', () => {
  expect(
    cumsum(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    ).toArray(),
  ).toEqual([1, 3, 6, 10]);
});

it('cumsum of integers and bools is int32, and leaving its range is an error', () => {
  expect(cumsum(tensor([true, true])).dtype).toBe('int32');
  expect(() => cumsum(tensor([2147483647, 1], { dtype: 'int32' }), 0)).toThrow(DataError);
});
