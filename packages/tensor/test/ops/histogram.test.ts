import { DataError, DTypeError, histogram, OptionError, tensor } from '@hml/tensor';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('histogram', {
  cases: (draw) => {
    const x = draw.tensor();
    const bins = draw.integer(1, 5);
    const field = draw.pick(['counts', 'edges'] as const);
    return { inputs: [x], call: (v) => histogram(v, { bins })[field] };
  },
  valueDependent: true,
  dtypes: [], // counts are int32, edges float64, whatever is counted
  derivative: false,
  invalid: [
    [() => histogram(tensor([1]), { bins: 0 }), OptionError],
    [() => histogram(tensor([1]), { bins: [1, 0] }), OptionError],
    [() => histogram(tensor([1]), { range: [1, 0] }), OptionError],
    [() => histogram(tensor([Infinity])), DataError],
    // @ts-expect-error text is no tensor
    [() => histogram('a'), DTypeError],
  ],
});

it('histogram closes its last bin on the right, and drops what lies outside', () => {
  const { counts, edges } = histogram(tensor([-1, 0, 1, 2, 2, 3, 4, 5, Number.NaN]), { bins: [0, 1, 2, 4] });
  expect(counts.toArray()).toEqual([1, 1, 4]);
  expect(edges.toArray()).toEqual([0, 1, 2, 4]);
});

it('histogram of equal elements, or of none, has bins of some width', () => {
  expect(histogram(tensor([3, 3]), { bins: 1 }).edges.toArray()).toEqual([2.5, 3.5]);
  expect(histogram(tensor([]), { bins: 2 }).edges.toArray()).toEqual([0, 0.5, 1]);
});
