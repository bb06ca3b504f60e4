import { DataError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { StandardScaler } from '../../src/preprocessing/index.ts';
import { thrown } from '../samples.ts';

describeEstimator('transformer', (options) => new StandardScaler(options), { allowNaN: true, invariances: ['duplicated rows'] });

describe('StandardScaler.fit', () => {
  it('by hand: of 1, 3, 5, 7 the mean is 4, the variance 5', () => {
    const model = new StandardScaler().fit([[1], [3], [5], [7]]);
    expect([model.mean[0], model.var[0], model.nSamplesSeen[0]]).toEqual([4, 5, 4]);
    expect(model.transform([[4], [4 + Math.sqrt(5)]]).toArray()).toEqual([[0], [1]]);
  });

  it('with withMean or withStd false leaves that part out', () => {
    const X = [[1], [3], [5], [7]];
    expect(
      new StandardScaler({ withMean: false })
        .fit(X)
        .transform([[Math.sqrt(5)]])
        .toArray(),
    ).toEqual([[1]]);
    expect(
      new StandardScaler({ withStd: false })
        .fit(X)
        .transform([[5]])
        .toArray(),
    ).toEqual([[1]]);
  });

  it.each([7, 0, 0.1, 1e6 + 0.1, 1e-9])('gives a column of %d alone scale 1', (value) => {
    const model = new StandardScaler().fit(Array.from({ length: 1000 }, () => [value]));
    expect(model.scale[0]).toBe(1);
    expect(Math.abs(Number(model.transform([[value]]).toArray()[0][0]))).toBeLessThan(1e-9);
  });

  it('leaves NaN out of the statistics and keeps it in transform', () => {
    const model = new StandardScaler().fit([[1], [Number.NaN], [3]]);
    expect([model.mean[0], model.nSamplesSeen[0]]).toEqual([2, 2]);
    expect(model.transform([[Number.NaN], [3]]).toArray()).toEqual([[Number.NaN], [1]]);
  });

  it('loses no digits to an offset of 1e9', () => {
    const model = new StandardScaler().fit([1, 2, 3, 4].map((value) => [1e9 + value]));
    expect(model.var[0]).toBe(1.25);
  });

  it('says that squares overflow rather than dividing by infinity', () => {
    expect(thrown(() => new StandardScaler().fit([[1e200], [-1e200]]))).toBeInstanceOf(DataError);
  });
});
