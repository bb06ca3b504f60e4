import { fc, test } from '@fast-check/vitest';
import { DataError, OptionError, ShapeError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { PolynomialFeatures, PolynomialFeaturesModel } from '../../src/preprocessing/index.ts';
import { thrown } from '../samples.ts';

describeEstimator('transformer', (options) => new PolynomialFeatures(options), {
  maxSteps: 1,
  fingerprint: '9628a6d5',
  invariances: ['duplicated rows'],
});

describe('PolynomialFeatures.fit', () => {
  it('by hand: degree 3 of two columns', () => {
    const model = new PolynomialFeatures({ degree: 3 }).fit([[2, 3]]);
    expect(model.featureNamesOut).toEqual(['1', 'x0', 'x1', 'x0^2', 'x0 x1', 'x1^2', 'x0^3', 'x0^2 x1', 'x0 x1^2', 'x1^3']);
    expect(model.transform([[2, 3]]).toArray()).toEqual([[1, 2, 3, 4, 6, 9, 8, 12, 18, 27]]);
  });

  it('of four columns has every pair once, where the source of this helper left pairs out and repeated others', () => {
    const names = new PolynomialFeatures({ degree: [2, 2], interactionOnly: true, includeBias: false }).fit([[1, 2, 3, 4]]).featureNamesOut;
    expect(names).toEqual(['x0 x1', 'x0 x2', 'x0 x3', 'x1 x2', 'x1 x3', 'x2 x3']);
  });

  it('starts at the smallest degree, with ones before if wanted', () => {
    expect(new PolynomialFeatures({ degree: [2, 3] }).fit([[1]]).featureNamesOut).toEqual(['1', 'x0^2', 'x0^3']);
    expect(
      new PolynomialFeatures({ degree: 0 })
        .fit([[5]])
        .transform([[5]])
        .toArray(),
    ).toEqual([[1]]);
  });

  test.prop([fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.boolean()])(
    'computes each column by its powers, none twice, as many as there are combinations',
    (d, degree, interactionOnly) => {
      const row = Array.from({ length: d }, (_, j) => j + 2);
      const model = new PolynomialFeatures({ degree, interactionOnly }).fit([row]);
      const powers = model.powers.toArray();
      const expected = powers.map((power) => power.map(Number).reduce((product, p, j) => product * row[j] ** p, 1));
      expect(model.transform([row]).toArray()[0]).toEqual(expected);
      expect(new Set(model.featureNamesOut).size).toBe(model.nOutputFeatures);
      const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
      const count = interactionOnly
        ? Array.from({ length: Math.min(d, degree) + 1 }, (_, k) => choose(d, k)).reduce((sum, c) => sum + c, 0)
        : choose(d + degree, degree);
      expect(model.nOutputFeatures).toBe(Math.round(count));
    },
  );

  it('refuses what would take all memory, and an empty set of columns', () => {
    expect(thrown(() => new PolynomialFeatures({ degree: 12 }).fit([Array.from({ length: 60 }, () => 1)]))).toBeInstanceOf(OptionError);
    expect(thrown(() => new PolynomialFeatures({ degree: 0, includeBias: false }).fit([[1]]))).toBeInstanceOf(OptionError);
    expect(thrown(() => new PolynomialFeatures().fit([[1]]).transform([[1e200]]))).toBeInstanceOf(DataError);
  });

  it('loads a file that claims a huge degree without running for ever', () => {
    const json = { ...new PolynomialFeatures({ interactionOnly: true }).fit([[1, 2]]).toJSON(), maxDegree: 2 ** 50 };
    expect(PolynomialFeaturesModel.fromJSON(json).nOutputFeatures).toBe(4);
  });

  it('loads what a small file claims without building it, and refuses what cannot be', () => {
    const json = new PolynomialFeatures().fit([[1, 2]]).toJSON();
    const before = process.memoryUsage().arrayBuffers;
    expect(PolynomialFeaturesModel.fromJSON({ ...json, nFeaturesIn: 4000 }).nOutputFeatures).toBe((4002 * 4001) / 2);
    expect(PolynomialFeaturesModel.fromJSON({ ...json, maxDegree: 5000 }).nOutputFeatures).toBe((5002 * 5001) / 2);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
    for (const wrong of [
      { nFeaturesIn: 1e9 },
      { nFeaturesIn: 1e9, maxDegree: 0 },
      { maxDegree: 1e9 },
      { minDegree: 5 },
      { minDegree: 2 ** 50 },
      { minDegree: 3, interactionOnly: true, maxDegree: 3, includeBias: false },
    ])
      expect(
        thrown(() => PolynomialFeaturesModel.fromJSON({ ...json, ...wrong })),
        JSON.stringify(wrong),
      ).toMatchObject({
        name: 'DataError',
        where: 'PolynomialFeaturesModel.fromJSON',
      });
  });

  it('of thousands of columns names and computes single products, and says that their powers are too many for a matrix', () => {
    const row = Array.from({ length: 2000 }, (_, j) => j);
    const model = new PolynomialFeatures({ interactionOnly: true }).fit([row]);
    expect(model.nOutputFeatures).toBe(1 + 2000 + (2000 * 1999) / 2);
    expect(model.transform([row]).toTypedArray().at(-1)).toBe(1999 * 1998);
    expect(thrown(() => model.powers)).toBeInstanceOf(ShapeError);
    expect(thrown(() => model.transform([row.map((value) => value * 1e153)]))).toMatchObject({
      what: expect.stringMatching(/^x\d+ x\d+ overflows$/),
    });
  });
});
