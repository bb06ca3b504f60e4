import { avgPool1d, DTypeError, fromFunction, OptionError, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('avgPool1d', {
  cases: (draw) => {
    const [k, stride, countIncludePad] = [draw.integer(1, 3), draw.integer(1, 3), draw.boolean()];
    const padding = draw.integer(0, k >> 1);
    const x = draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), k + draw.integer(0, 3)] });
    const reference = (v: Tensor): Tensor => {
      const l = v.shape[v.ndim - 1];
      return fromFunction(v.shape.with(-1, Math.floor((l + 2 * padding - k) / stride) + 1), (...i) => {
        const start = i[i.length - 1] * stride - padding;
        const places = Array.from({ length: k }, (_, t) => start + t).filter((j) => j >= 0 && j < l);
        return places.reduce((total, j) => total + reader(v)(...i.with(-1, j)), 0) / (countIncludePad ? k : places.length);
      });
    };
    return { inputs: [x], call: (v) => avgPool1d(v, k, { stride, padding, countIncludePad }), reference };
  },
  tolerance: { rtol: 4e-15, atol: 1e-15 },
  specials: false,
  invalid: [
    [() => avgPool1d(tensor(1), 1), ShapeError],
    [() => avgPool1d(zeros([2]), 3), ShapeError],
    [() => avgPool1d(zeros([2]), 0), OptionError],
    [() => avgPool1d(zeros([4]), 2, { padding: 2 }), OptionError],
    // @ts-expect-error text is no tensor
    [() => avgPool1d('a', 2), DTypeError],
  ],
});

it('avgPool1d takes the mean under each window, with padding as zeros or not at all', () => {
  const x = tensor([1, 3, 5]);
  expect(avgPool1d(x, 2).toArray()).toEqual([2]);
  expect(avgPool1d(x, 2, { stride: 1 }).toArray()).toEqual([2, 4]);
  expect(avgPool1d(x, 2, { padding: 1 }).toArray()).toEqual([0.5, 4]);
  expect(avgPool1d(x, 2, { padding: 1, countIncludePad: false }).toArray()).toEqual([1, 4]);
});
