import { describe, expect, it } from 'vitest';
import { isClose } from '../compare/close.ts';
import { compareForm, compareValues, ruleFor } from '../compare/field.ts';
import { plain } from '../compare/plain.ts';
import type { Json } from '../json.ts';
import { stubTensor } from './stub-tensor.ts';

const tight = { abs: 1e-12, rel: 1e-12 };
const misses = (actual: Json, expected: Json, tolerance = tight, dtype?: string) =>
  compareValues(actual, expected, ruleFor('f', actual, expected, tolerance, dtype));

describe('isClose', () => {
  it('isClose(a, e) holds up to abs + rel |e| and no further', () => {
    expect(isClose(100.5, 100, { abs: 0.25, rel: 0.0025 })).toBe(true);
    expect(isClose(100.51, 100, { abs: 0.25, rel: 0.0025 })).toBe(false);
    expect(isClose(-0, 0, { abs: 0, rel: 0 })).toBe(true);
  });

  it('isClose: NaN is matched by NaN alone and forgives nothing', () => {
    const generous = { abs: Number.POSITIVE_INFINITY, rel: 1 };
    expect(isClose(Number.NaN, Number.NaN, tight)).toBe(true);
    expect(isClose(Number.NaN, 1, generous)).toBe(false);
    expect(isClose(1, Number.NaN, generous)).toBe(false);
  });

  it('isClose: an infinity is matched by itself alone', () => {
    const infinity = Number.POSITIVE_INFINITY;
    expect(isClose(infinity, infinity, tight)).toBe(true);
    expect(isClose(-infinity, infinity, tight)).toBe(false);
    expect(isClose(1e308, infinity, tight)).toBe(false);
    expect(isClose(infinity, 1e308, tight)).toBe(false);
  });
});

describe('compareValues', () => {
  it('compareValues finds one changed digit and says where', () => {
    expect(misses([[1.5, 2.5]], [[1.5, 2.5]])).toEqual([]);
    expect(misses([[1.5, 2.5000001]], [[1.5, 2.5]])).toEqual([
      { field: 'f', index: '[0][1]', expected: '2.5', got: '2.5000001', tolerance: 'abs 1e-12, rel 1e-12' },
    ]);
  });

  it('compareValues never takes a NaN among numbers for a number', () => {
    expect(misses([0.5, Number.NaN], [0.5, 1.5])).toHaveLength(1);
    expect(misses([0.5, 1.5], [0.5, Number.NaN])).toHaveLength(1);
    expect(misses([0.5, Number.NaN], [0.5, Number.NaN])).toEqual([]);
  });

  it('compareValues wants integers, text and truth values equal, however wide the tolerance', () => {
    const wide = { abs: 10, rel: 10 };
    expect(misses([1, 2], [1, 3], wide)).toHaveLength(1);
    expect(misses(['a'], ['b'], wide)).toHaveLength(1);
    expect(misses([true], [false], wide)).toHaveLength(1);
    expect(misses([1], [true], wide)).toHaveLength(1);
    expect(misses([4, 5], [4, 7], wide, 'float64')).toEqual([]);
  });

  it('compareValues finds lists of another length, missing and surplus keys', () => {
    expect(misses([1], [1, 2])).toHaveLength(1);
    expect(misses(1, [1])).toHaveLength(1);
    expect(misses({ a: 1 }, { a: 1, b: 2 })[0]?.index).toBe('.b');
    expect(misses({ a: 1, c: 3 }, { a: 1 })[0]?.index).toBe('.c');
  });

  it('compareValues passes over an expected null where the field has holes, and only there', () => {
    const rule = { field: 'derivative', tolerance: tight, holes: true };
    expect(compareValues([Number.NaN, 1], [null, 1], rule)).toEqual([]);
    expect(compareValues([Number.NaN, 2], [null, 1], rule)).toHaveLength(1);
    expect(compareValues([Number.NaN, 1], [null, 1], { ...rule, holes: false })).toHaveLength(1);
  });
});

describe('compareForm', () => {
  const expected = { shape: [2, 0], dtype: 'float64', data: [] };

  it('compareForm wants the shape, also of empty tensors', () => {
    expect(compareForm('f', stubTensor([2, 0], 'float64', []), expected)).toEqual([]);
    expect(compareForm('f', stubTensor([0, 2], 'float64', []), expected)[0]?.index).toBe('shape');
  });

  it('compareForm wants the element type, where the result carries one', () => {
    expect(compareForm('f', stubTensor([2, 0], 'float32', []), expected)[0]).toMatchObject({ index: 'dtype', got: 'float32' });
    expect(compareForm('f', 1.5, { shape: [], dtype: 'float64', data: [1.5] })).toEqual([]);
    expect(compareForm('f', new Int32Array(1), { shape: [1], dtype: 'float64', data: [0] })).toHaveLength(1);
  });
});

describe('plain', () => {
  it('plain(tensor) nests row by row and shows truth values', () => {
    expect(plain(stubTensor([2, 2], 'float64', [1, 2, 3, 4]))).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(plain(stubTensor([2], 'bool', [0, 1]))).toEqual([false, true]);
    expect(plain(stubTensor([], 'int32', [7]))).toBe(7);
  });

  it('plain reads typed arrays, maps and nested records', () => {
    expect(plain({ a: new Float64Array([1, 2]), b: new Map([[1, 'x']]), c: undefined })).toEqual({ a: [1, 2], b: { 1: 'x' }, c: null });
  });
});
