import { DataError } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { DataSets, parseTable } from '../data-sets.ts';
import { decodeNumbers } from '../json.ts';
import { parseIndexExpression, rangeIndices } from '../python-slice.ts';

describe('decodeNumbers', () => {
  it('decodeNumbers reads NaN and infinities in numeric places', () => {
    expect(decodeNumbers(['NaN', 1, '-Infinity'])).toEqual([Number.NaN, 1, Number.NEGATIVE_INFINITY]);
    expect(decodeNumbers('Infinity')).toBe(Number.POSITIVE_INFINITY);
    expect(decodeNumbers({ shape: [1], dtype: 'float64', data: ['NaN'] })).toMatchObject({ data: [Number.NaN] });
  });

  it('decodeNumbers leaves text alone: beside other text, and everywhere in a textual case', () => {
    expect(decodeNumbers([['red'], ['NaN']])).toEqual([['red'], ['NaN']]);
    expect(decodeNumbers({ docs: ['NaN', 'Infinity'] }, true)).toEqual({ docs: ['NaN', 'Infinity'] });
    expect(decodeNumbers({ shape: [1, 1], indptr: [0, 1], indices: [0], data: ['NaN'] }, true)).toMatchObject({ data: [Number.NaN] });
  });
});

describe('rangeIndices and parseIndexExpression', () => {
  it('rangeIndices(range, n) selects as Python does', () => {
    expect(rangeIndices(':', 4)).toEqual([0, 1, 2, 3]);
    expect(rangeIndices('1:10:2', 4)).toEqual([1, 3]);
    expect(rangeIndices('-2:', 4)).toEqual([2, 3]);
    expect(rangeIndices('::-1', 3)).toEqual([2, 1, 0]);
    expect(rangeIndices('3:1:-1', 4)).toEqual([3, 2]);
    expect(rangeIndices('2:1', 4)).toEqual([]);
  });

  it('parseIndexExpression reads positions, ranges, ellipsis and new axes', () => {
    expect(parseIndexExpression('1:, None, -2')).toEqual([[1, null, null], null, -2]);
    expect(parseIndexExpression('..., ::-2')).toEqual(['...', [null, null, -2]]);
    expect(() => parseIndexExpression('x')).toThrow(DataError);
  });
});

describe('DataSets', () => {
  const sets = new DataSets(`${import.meta.dirname}/../data`);

  it('resolve reads rows and columns of a table', () => {
    const iris = { dataset: 'iris', rows: '0:100:50' };
    expect(sets.resolve({ ...iris, columns: 'features' })).toEqual([
      [5.1, 3.5, 1.4, 0.2],
      [7, 3.2, 4.7, 1.4],
    ]);
    expect(sets.resolve({ ...iris, columns: 'target' })).toEqual([0, 1]);
    expect(sets.resolve({ ...iris, rows: [149], columns: ['target', 'sepal_width_cm'] })).toEqual([[2, 3]]);
    expect(sets.resolve([{ dataset: 'linnerud', rows: '0:1', columns: 'features' }])).toEqual([[[5, 162, 60]]]);
  });

  it('resolve shifts and scales by column', () => {
    const reference = { dataset: 'iris', rows: [0], columns: ['petal_length_cm', 'petal_width_cm'], shift: [1, 0.2], scale: [2, 4] };
    expect(sets.resolve(reference)).toEqual([[(1.4 - 1) / 2, 0]]);
  });

  it('resolve names a missing data set, column or row', () => {
    expect(() => sets.resolve({ dataset: 'irises', rows: 'all', columns: 'features' })).toThrow(/irises/);
    expect(() => sets.resolve({ dataset: 'iris', rows: 'all', columns: 'sepals' })).toThrow(/sepals/);
    expect(() => sets.resolve({ dataset: 'iris', rows: [150], columns: 'target' })).toThrow(/150/);
  });

  it('parseTable names the line of a malformed row', () => {
    expect(() => parseTable('t', 'a,b\n1,2\n3\n')).toThrow(/line 3/);
  });
});
