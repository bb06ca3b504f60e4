import { DataError, tensor } from '@hml/tensor';
import { storageOf } from '@hml/tensor/extend';
import { describe, expect, it } from 'vitest';
import { asMatrix } from '../../src/index.ts';
import { thrown } from '../samples.ts';

describe('asMatrix', () => {
  const X = tensor([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);

  it('copies, unless the caller will only read and the values are those of a float64 tensor', () => {
    expect(asMatrix('f', X).data.buffer).not.toBe(storageOf(X).buffer);
    expect(asMatrix('f', X, { readOnly: true }).data.buffer).toBe(storageOf(X).buffer);
    const data = Float64Array.of(1, 2, 3, 4);
    expect(asMatrix('f', { data, shape: [2, 2] }, { readOnly: true }).data.buffer).not.toBe(data.buffer);
    expect([...asMatrix('f', X.T, { readOnly: true }).data]).toEqual([1, 3, 5, 2, 4, 6]);
    expect([...asMatrix('f', X.cast('float32'), { readOnly: true }).data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('finds the one value that is not finite at place %d of seven', (place) => {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      const row = Array.from({ length: 7 }, (_, j) => (j === place ? value : 1e308));
      for (const readOnly of [false, true]) {
        const error = thrown(() => asMatrix('f', tensor([row]), { readOnly }));
        expect(error).toBeInstanceOf(DataError);
        expect(String(error)).toMatch(`${value} in row 0, column ${place}`);
      }
    }
    expect(asMatrix('f', [[1e308, 1e308, -1e308, 1e308]]).nFeatures).toBe(4);
  });
});
