import { DTypeError, fromFunction, maxPool1d, OptionError, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('maxPool1d', {
  cases: (draw) => {
    const [k, stride, dilation] = [draw.integer(1, 3), draw.integer(1, 3), draw.integer(1, 2)];
    const extent = dilation * (k - 1) + 1;
    const padding = draw.integer(0, extent >> 1);
    const noise = draw.tensor({ shape: [...draw.shape({ maxRank: 2 }), extent + draw.integer(0, 3)], min: -0.2, max: 0.2 });
    // All different, by more than the step of the differences.
    const apart = tensor(Array.from({ length: noise.size }, (_, i) => (i * 89) % 997)).reshape(noise.shape);
    const reference = (x: Tensor): Tensor => {
      const l = x.shape[x.ndim - 1];
      return fromFunction(x.shape.with(-1, Math.floor((l + 2 * padding - extent) / stride) + 1), (...i) => {
        const start = i[i.length - 1] * stride - padding;
        const places = Array.from({ length: k }, (_, t) => start + t * dilation).filter((j) => j >= 0 && j < l);
        return Math.max(...places.map((j) => reader(x)(...i.with(-1, j))));
      });
    };
    return { inputs: [noise.add(apart)], call: (x) => maxPool1d(x, k, { stride, dilation, padding }), reference };
  },
  invalid: [
    [() => maxPool1d(tensor(1), 1), ShapeError],
    [() => maxPool1d(zeros([2]), 3), ShapeError],
    [() => maxPool1d(zeros([2]), 1.5), OptionError],
    [() => maxPool1d(zeros([4]), 2, { padding: 2 }), OptionError],
    [() => maxPool1d(tensor([true]), 1), DTypeError],
    // @ts-expect-error text is no tensor
    [() => maxPool1d('a', 2), DTypeError],
  ],
});

it('maxPool1d takes the largest under each window, without overlap if no stride is given', () => {
  const x = tensor([3, 1, 4, 1, 5, 9, 2]);
  expect(maxPool1d(x, 2).toArray()).toEqual([3, 4, 9]);
  expect(maxPool1d(x, 3, { stride: 2, padding: 1 }).toArray()).toEqual([3, 4, 9, 9]);
  expect(maxPool1d(x, 2, { dilation: 3, stride: 1 }).toArray()).toEqual([3, 5, 9, 2]);
});

it('maxPool1d keeps integers', () => {
  expect(maxPool1d(tensor([1, 2], { dtype: 'int32' }), 2).dtype).toBe('int32');
});
