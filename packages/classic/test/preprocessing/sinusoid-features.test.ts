import { DataError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { SinusoidFeatures, SinusoidFeaturesModel } from '../../src/preprocessing/index.ts';
import { thrown } from '../samples.ts';

describeEstimator('transformer', (options) => new SinusoidFeatures(options), {
  maxSteps: 1,
  fingerprint: '3afcde0b',
  invariances: ['duplicated rows'],
});

describe('SinusoidFeatures.fit', () => {
  it('by hand: sin kx for k = 1, 2, 3, by rising multiple', () => {
    const model = new SinusoidFeatures({ degree: 3 }).fit([[0.5, 2]]);
    expect(model.featureNamesOut).toEqual(['sin(x0)', 'sin(x1)', 'sin(2 x0)', 'sin(2 x1)', 'sin(3 x0)', 'sin(3 x1)']);
    const expected = [0.5, 2, 1, 4, 1.5, 6].map(Math.sin);
    model
      .transform([[0.5, 2]])
      .toArray()[0]
      .forEach((value, j) => {
        expect(Number(value)).toBeCloseTo(expected[j], 15);
      });
  });

  it('repeats after its period', () => {
    const model = new SinusoidFeatures({ degree: 2, period: 7, includeCosine: true }).fit([[0]]);
    const [a, b] = model.transform([[1.25], [8.25]]).toArray();
    expect(a).toHaveLength(4);
    a.forEach((value, j) => {
      expect(Number(value)).toBeCloseTo(Number(b[j]), 14);
    });
    expect(Number(a[0]) ** 2 + Number(a[1]) ** 2).toBeCloseTo(1, 15);
  });

  it('refuses as many columns as no memory holds, in options and in files', () => {
    expect(thrown(() => new SinusoidFeatures({ degree: 1e9 }).fit([[1]]))).toMatchObject({
      name: 'OptionError',
      where: 'SinusoidFeatures.fit',
    });
    const json = new SinusoidFeatures({ degree: 2 }).fit([[1]]).toJSON();
    for (const wrong of [{ degree: 1e9 }, { nFeaturesIn: 1e9 }])
      expect(thrown(() => SinusoidFeaturesModel.fromJSON({ ...json, ...wrong }))).toMatchObject({
        name: 'DataError',
        where: 'SinusoidFeaturesModel.fromJSON',
      });
  });

  it('says where an angle overflows', () => {
    expect(thrown(() => new SinusoidFeatures({ degree: 4 }).fit([[1]]).transform([[1], [1e308]]))).toMatchObject({
      got: 'a larger one in row 1',
    });
    expect(thrown(() => new SinusoidFeatures().fit([]))).toBeInstanceOf(DataError);
  });
});
