import { DTypeError, oneHot, ShapeError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('oneHot', {
  cases: (draw) => {
    const depth = draw.integer(1, 4);
    const dtype = draw.pick(['float64', 'float32', 'int32', 'bool'] as const);
    const x = draw.tensor({ maxRank: 3, min: 0, max: depth - 1, dtype: 'int32' });
    // int32 by construction; the drawn tensor's type does not say so
    return { inputs: [x], call: (v) => oneHot(v.cast('int32'), depth, { dtype }) };
  },
  derivative: false,
  dtypes: [], // the type is an option: class numbers are integers
  invalid: [
    [() => oneHot(tensor([3], { dtype: 'int32' }), 3), ShapeError],
    [() => oneHot(tensor([-1], { dtype: 'int32' }), 3), ShapeError],
    [() => oneHot(tensor([0], { dtype: 'int32' }), 0), ShapeError],
    [() => oneHot(tensor([0], { dtype: 'int32' }), 1.5), ShapeError],
    // @ts-expect-error no such dtype
    [() => oneHot(tensor([0], { dtype: 'int32' }), 1, { dtype: 'int64' }), DTypeError],
    // @ts-expect-error class numbers are integers
    [() => oneHot(tensor([1]), 3), DTypeError],
    // @ts-expect-error text is no tensor
    [() => oneHot('a', 3), DTypeError],
  ],
});

it('oneHot adds an axis at the end, and gives the type asked for', () => {
  const y = oneHot(tensor([[1], [0]], { dtype: 'uint8' }), 2, { dtype: 'bool' });
  expect(y.toArray()).toEqual([[[false, true]], [[true, false]]]);
  expect(oneHot(tensor(2, { dtype: 'int32' }), 3).toArray()).toEqual([0, 0, 1]);
});
