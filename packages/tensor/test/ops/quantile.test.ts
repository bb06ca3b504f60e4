import { DataError, DTypeError, OptionError, type QuantileMethod, quantile, ShapeError, tensor, zeros } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { byInterpolation } from './by-interpolation.ts';

const methods = ['linear', 'lower', 'higher', 'nearest', 'midpoint'] as const;

describeOp('quantile', {
  cases: (draw) => {
    const x = draw.distinct({ minSide: 1 });
    const axes = draw.axes(x.ndim);
    const keepDims = draw.boolean();
    const method = draw.pick(methods);
    const several = draw.boolean();
    return {
      inputs: [x],
      call: (v) => (several ? quantile(v, 0.3, axes, { method, keepDims }) : quantile(v, [0, 0.65], axes, { method, keepDims })),
      reference: (v) => byInterpolation(v, several ? 0.3 : [0, 0.65], axes, method, keepDims),
    };
  },
  invalid: [
    // @ts-expect-error no axis 1: ndim is 1
    [() => quantile(tensor([1, 2]), 0, 1), ShapeError],
    [() => quantile(tensor([1, 2]), -0.1), OptionError],
    [() => quantile(tensor([1, 2]), 1.5), OptionError],
    [() => quantile(zeros([0]), 0), DataError],
    // @ts-expect-error a tensor is no list of numbers
    [() => quantile(tensor([0, 1]), tensor([0, 1])), OptionError],
    // @ts-expect-error a text is no number
    [() => quantile(tensor([0, 1]), [0, '1']), OptionError],
    // @ts-expect-error no such method
    [() => quantile(tensor([1]), 0, 0, { method: 'cubic' }), OptionError],
    // @ts-expect-error text is no tensor
    [() => quantile('a', 0.5), DTypeError],
  ],
});

it('quantile goes by the method between two elements', () => {
  const x = tensor([10, 20, 30, 40]);
  const at = (method: QuantileMethod) => quantile(x, 0.5, 0, { method }).item();
  expect(methods.map(at)).toEqual([25, 20, 30, 30, 25]);
});

it('quantile of a line with NaN is NaN, and infinities stay where they are', () => {
  expect(quantile(tensor([1, Number.NaN, 3]), 0).item()).toBeNaN();
  expect(quantile(tensor([-Infinity, 1, Infinity]), [0, 0.5, 1]).toArray()).toEqual([-Infinity, 1, Infinity]);
});

it('quantile of several puts them first', () => {
  expect(quantile(zeros([2, 3, 4]), [0, 1], [0, 2]).shape).toEqual([2, 3]);
  expect(quantile(zeros([2, 3, 4]), [0], 1, { keepDims: true }).shape).toEqual([1, 2, 1, 4]);
});
