import { DTypeError, nonzero, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('nonzero', {
  cases: (draw) => {
    return { inputs: [draw.tensor({ min: 0, max: 1, dtype: 'int32' }).cast('float64')], call: (v) => nonzero(v) };
  },
  valueDependent: true,
  invalid: [
    // @ts-expect-error text is no tensor
    [() => nonzero('a'), DTypeError],
  ],
});

it('nonzero gives one row per element, read row by row', () => {
  const x = tensor([
    [0, 1, 0],
    [Number.NaN, 0, -2],
  ]);
  expect(nonzero(x).toArray()).toEqual([
    [0, 1],
    [1, 0],
    [1, 2],
  ]);
  expect(nonzero(x.T).toArray()).toEqual([
    [0, 1],
    [1, 0],
    [2, 1],
  ]);
});

it('nonzero of nothing has no rows, of a scalar no columns', () => {
  expect(nonzero(zeros([2, 0])).shape).toEqual([0, 2]);
  expect(nonzero(tensor(5)).shape).toEqual([1, 0]);
});
