import { DataError, OptionError, ShapeError } from '@hml/tensor';
import { cloudSamples } from '@hml/testing';
import { describe, expect, it, vi } from 'vitest';
import { LinearRegression, LinearRegressionGD } from '../../src/linear/index.ts';
import { meanSquaredError } from '../../src/metrics/index.ts';
import { crossValScore, KFold } from '../../src/model-selection/index.ts';
import { GaussianNB } from '../../src/naive-bayes/index.ts';
import { sampleData, thrown } from '../samples.ts';

const { X, y } = sampleData(30, 2, 4);

describe('crossValScore', () => {
  it('is fit and score on each fold', () => {
    const byHand = Array.from(new KFold({ nSplits: 3 }).split(X), ({ train, test }) => {
      const rows = (of: Int32Array) => Array.from(of, (i) => X[i]);
      const targets = (of: Int32Array) => Array.from(of, (i) => y[i]);
      return new LinearRegression().fit(rows(train), targets(train)).score(rows(test), targets(test));
    });
    expect([...crossValScore(new LinearRegression(), X, y, { cv: 3 })]).toEqual(byHand);
  });

  it('takes a score of the caller', () => {
    const scores = crossValScore(new LinearRegression(), X, y, {
      scoring: (model, rows, targets) => -meanSquaredError(targets, model.predict(rows)),
    });
    expect(scores).toHaveLength(5);
    for (const score of scores) expect(score).toBeLessThan(0);
  });

  it('keeps the classes of a classifier in every fold, also where rows are sorted by class', () => {
    const clouds = cloudSamples(30, 3, 2, ['a', 'b', 'c']);
    const order = clouds.y.map((_, i) => i).sort((a, b) => (clouds.y[a] < clouds.y[b] ? -1 : 1) || a - b);
    const scores = crossValScore(
      new GaussianNB(),
      order.map((i) => clouds.X[i]),
      order.map((i) => clouds.y[i]),
    );
    expect([...scores]).toEqual([1, 1, 1, 1, 1]);
  });

  it('fits on columns by their names', () => {
    const named = { a: X.map(([a]) => a), b: X.map(([, b]) => b) };
    expect(crossValScore(new LinearRegression(), named, y)).toEqual(crossValScore(new LinearRegression(), X, y));
  });

  it('gives each fit its weights, and warnings to the caller', () => {
    const sampleWeight = y.map((_, i) => (i % 3 === 0 ? 0 : 1));
    expect(crossValScore(new LinearRegression(), X, y, { sampleWeight })).not.toEqual(crossValScore(new LinearRegression(), X, y));
    const onWarning = vi.fn();
    crossValScore(new LinearRegressionGD({ maxIter: 2 }), X, y, { cv: 3, onWarning });
    expect(onWarning).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['a misspelt option', () => crossValScore(new LinearRegression(), X, y, Object({ cvv: 3 })), OptionError],
    ['targets of another length', () => crossValScore(new LinearRegression(), X, [1, 2]), ShapeError],
    ['weights of another length', () => crossValScore(new LinearRegression(), X, y, { sampleWeight: [1] }), ShapeError],
    ['one fold', () => crossValScore(new LinearRegression(), X, y, { cv: 1 }), OptionError],
    ['a score that is no number', () => crossValScore(new LinearRegression(), X, y, { scoring: () => Number.NaN }), DataError],
  ])('with %s is an error', (_, call, kind) => expect(thrown(call)).toBeInstanceOf(kind));
});
