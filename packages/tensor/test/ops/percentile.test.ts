import { DataError, DTypeError, OptionError, percentile, type QuantileMethod, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { byInterpolation } from './by-interpolation.ts';

const methods = ['linear', 'lower', 'higher', 'nearest', 'midpoint'] as const;

describeOp('percentile', {
  cases: (draw) => {
    const x = draw.distinct({ minSide: 1 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    const method = draw.pick(methods);
    const several = draw.boolean();
    return {
      inputs: [x],
      call: (v) => (several ? percentile(v, 30.0, axes, { method, keepDims }) : percentile(v, [0, 65.0], axes, { method, keepDims })),
      reference: (v) => byInterpolation(v, several ? 0.3 : [0, 0.65], axes, method, keepDims),
    };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => percentile(tensor([1, 2]), 0, 1), ShapeError],
    [() => percentile(tensor([1, 2]), -0.1), OptionError],
    [() => percentile(tensor([1, 2]), 150.0), OptionError],
    [() => percentile(zeros([0]), 0), DataError],
    // @ts-expect-error no such method
    [() => percentile(tensor([1]), 0, 0, { method: 'cubic' }), OptionError],
    // @ts-expect-error text is no tensor
    [() => percentile('a', 50), DTypeError],
  ],
});

it('percentile goes by the method between two elements', () => {
  const x = tensor([10, 20, 30, 40]);
  const at = (method: QuantileMethod) => percentile(x, 50, 0, { method }).item();
  expect(methods.map(at)).toEqual([25, 20, 30, 30, 25]);
});

it('percentile of a line with NaN is NaN, and infinities stay where they are', () => {
  expect(percentile(tensor([1, Number.NaN, 3]), 0).item()).toBeNaN();
  expect(percentile(tensor([-Infinity, 1, Infinity]), [0, 50, 100]).toArray()).toEqual([-Infinity, 1, Infinity]);
});

it('percentile of several puts them first', () => {
  expect(percentile(zeros([2, 3, 4]), [0, 100], [0, 2]).shape).toEqual([2, 3]);
  expect(percentile(zeros([2, 3, 4]), [0], 1, { keepDims: true }).shape).toEqual([1, 2, 1, 4]);
});
