import { DataError, ShapeError, tensor } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { asTargets, drain, readSamples } from '../../src/index.ts';
import { thrown } from '../samples.ts';

describe('asTargets', () => {
  it('reads a vector and a column as the same numbers, and remembers which it was', () => {
    const data = Float64Array.of(1, 2);
    expect(asTargets('f', [1, 2])).toEqual({ data, nSamples: 2, nOutputs: 1, ndim: 1 });
    expect(asTargets('f', tensor([1, 2]), 2, 'y', 1)).toEqual({ data, nSamples: 2, nOutputs: 1, ndim: 1 });
    expect(asTargets('f', [[1], [2]], 2, 'y', 1)).toEqual({ data, nSamples: 2, nOutputs: 1, ndim: 2 });
  });

  const wide = [
    [1, 2],
    [3, 4],
  ];
  it.each([
    ['a length', () => asTargets('f', [1, 2], 3), { what: 'y has another length', expected: 'y [3] or [3, nOutputs], one row per sample' }],
    ['a width', () => asTargets('f', wide, 2, 'y', 3), { what: 'y has another number of columns', got: 'y [2, 2]' }],
    ['one output', () => asTargets('f', wide, 2, 'y', 1), { what: 'y has several columns', fix: 'fit one model per column' }],
    ['a row for a vector', () => asTargets('f', [[1, 2, 3]], 3), { fix: 'y is a row: give its numbers as a plain array' }],
  ])('that lacks %s is a ShapeError', (_, call, parts) => {
    expect(thrown(call)).toBeInstanceOf(ShapeError);
    expect(thrown(call)).toMatchObject(parts);
  });
});

describe('readSamples', () => {
  it('reads X, y and weights, and ticks about once per million numbers', () => {
    const n = 3_000_000;
    const ticks = Array.from(readSamples('f', { data: new Float64Array(n), shape: [n, 1] }, new Float64Array(n)));
    expect(ticks.length).toBeGreaterThan(8);
    const { X, y, weights } = drain(readSamples('f', [[1], [2]], [3, 4], [1, 0]));
    expect([X.data, y.data, weights]).toEqual([Float64Array.of(1, 2), Float64Array.of(3, 4), Float64Array.of(1, 0)]);
  });

  it('names the row and the column also far down', () => {
    const data = new Float64Array(3_000_000);
    data[2_500_001] = Number.NaN;
    const error = thrown(() => drain(readSamples('f', { data, shape: [1_500_000, 2] }, [])));
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({ got: 'NaN in row 1250000, column 1' });
  });
});
