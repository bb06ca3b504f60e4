import { argsort, DTypeError, ShapeError, take, tensor, wrap } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('argsort', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, min: 0, max: 2, dtype: 'int32' }).cast('float64');
    const axis = draw.axis(x.ndim);
    const descending = draw.boolean();
    return { inputs: [x], call: (v) => argsort(v, axis, { descending }) };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => argsort(tensor([1, 2]), 1), ShapeError],
    [() => argsort(tensor(1)), ShapeError],
    // @ts-expect-error text is no tensor
    [() => argsort('a'), DTypeError],
  ],
});

it('argsort is stable in both directions, for lines of every length', () => {
  for (const n of [1, 15, 16, 17, 33, 100, 1000]) {
    const values = Float64Array.from({ length: n }, (_, i) => (i * 7) % 5);
    const x = wrap(values);
    const ascending = [...values.keys()].sort((i, j) => values[i] - values[j] || i - j);
    const descending = [...values.keys()].sort((i, j) => values[j] - values[i] || i - j);
    expect([...argsort(x).toTypedArray()]).toEqual(ascending);
    expect([...argsort(x, 0, { descending: true }).toTypedArray()]).toEqual(descending);
  }
});

it('argsort gives the order that sorts', () => {
  const x = tensor([0.5, -1, 7]);
  expect(take(x, argsort(x)).toArray()).toEqual([-1, 0.5, 7]);
});
