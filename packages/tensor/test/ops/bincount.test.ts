import { bincount, DataError, DTypeError, fromFunction, OptionError, ShapeError, type Tensor, tensor, wrap } from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { describeOp } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('bincount', {
  cases: (draw) => {
    const x = draw.tensor({ minRank: 1, maxRank: 1, min: 0, max: 5, dtype: 'int32' });
    const weights = draw.tensor({ shape: x.shape });
    const minLength = draw.integer(0, 8);
    const k = x.cast('int32').reshape([x.size]);
    const reference = (w: Tensor): Tensor => {
      const [bins, values] = [k.toTypedArray(), Array.from(w.toTypedArray())];
      return fromFunction([Math.max(minLength, ...bins.map((bin) => bin + 1))], (bin) =>
        values.reduce((total, value, i) => (bins[i] === bin ? total + value : total), 0),
      );
    };
    return { inputs: [weights], call: (w) => bincount(k, { weights: w.reshape([k.size]), minLength }), reference };
  },
  invalid: [
    [() => bincount(tensor([-1], { dtype: 'int32' })), DataError],
    [() => bincount(tensor([1], { dtype: 'int32' }), { minLength: 0.5 }), OptionError],
    [() => bincount(tensor([1], { dtype: 'int32' }), { weights: tensor([1, 2]) }), ShapeError],
    // @ts-expect-error fractions are not counted
    [() => bincount(tensor([1])), DTypeError],
    // @ts-expect-error text is no tensor
    [() => bincount('a'), DTypeError],
  ],
});

it('bincount counts in int32, and of nothing gives nothing', () => {
  const none = wrap(new Int32Array(0));
  const x = tensor([3, 0, 3], { dtype: 'uint8' });
  expect(bincount(x).toArray()).toEqual([1, 0, 0, 2]);
  expect(bincount(x).dtype).toBe('int32');
  expect(bincount(none).shape).toEqual([0]);
  expect(bincount(none, { minLength: 2 }).toArray()).toEqual([0, 0]);
});

it('bincount says under a trace that it needs values', () => {
  const x = tensor([1, 2], { dtype: 'int32' });
  expect(() => trace((k) => bincount(k.cast('int32').reshape([2])), [x])).toThrow(DataError);
});
