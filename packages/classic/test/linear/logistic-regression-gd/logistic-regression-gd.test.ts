import { fc, test } from '@fast-check/vitest';
import { OptionError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { LogisticRegression, LogisticRegressionGD, LogisticRegressionGDModel } from '../../../src/linear/index.ts';
import { expectClose } from '../../golden.ts';
import { bits, sampleData, thrown } from '../../samples.ts';

describeEstimator('classifier', (options) => new LogisticRegressionGD({ learningRate: 0.3, tol: 1e-3, ...options }), {
  tolerance: 1e-2,
  sparse: true,
  fingerprint: '87dfaa16',
});

const X = [[-2], [-1], [1], [2]];
const y = ['no', 'yes', 'no', 'yes'];

describe('LogisticRegressionGD.fit', () => {
  it('by hand: at zero the cost is ln 2, and one update moves w by η Σ(y − ½)x / m', () => {
    const model = new LogisticRegressionGD({ learningRate: 0.5, maxIter: 1, tol: 0 }).fit(X, y);
    expect(model.costHistories[0][0]).toBeCloseTo(Math.log(2), 15);
    expectClose(model.coef, [(0.5 * (0.5 * 2 - 0.5 - 0.5 + 0.5 * 2)) / 4], { abs: 1e-15, rel: 0 }, 'coef');
  });

  it('ends where LogisticRegression does, with λ that spares the intercept', () => {
    for (const alpha of [0, 2]) {
      const descent = new LogisticRegressionGD({ learningRate: 1, maxIter: 20_000, tol: 1e-12, alpha }).fit(X, y);
      const exact = new LogisticRegression({ penalty: alpha === 0 ? null : 'l2', C: 1 / (alpha || 1), tol: 1e-12 }).fit(X, y);
      expectClose(descent.coef, exact.coef.toArray(), { abs: 1e-9, rel: 0 }, 'coef');
      expectClose(descent.intercept, [...exact.intercept], { abs: 1e-9, rel: 0 }, 'intercept');
    }
  });

  it('keeps a falling cost for each class, and comes back from JSON', () => {
    const labels = ['a', 'b', 'c', 'c'];
    const model = new LogisticRegressionGD({ maxIter: 20, tol: 0 }).fit(X, labels);
    expect(model.costHistories.map((history) => history.length)).toEqual([21, 21, 21]);
    for (const history of model.costHistories) for (let i = 1; i < 21; i++) expect(history[i]).toBeLessThan(history[i - 1]);
    expect(bits(LogisticRegressionGDModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
  });

  it('gives a model whose decisionFunction is Wx + b: numbers of two classes, a column per class of more', () => {
    const two = new LogisticRegressionGD({ maxIter: 20, tol: 0 }).fit(X, y);
    const [w, b] = [Number(two.coef.toArray()[0][0]), two.intercept[0]];
    expect(two.decisionFunction(X)).toEqual(Float64Array.from(X, ([x]) => b + w * x));
    const more = new LogisticRegressionGD({ maxIter: 20, tol: 0 }).fit(X, ['a', 'b', 'c', 'c']);
    expect(more.decisionFunction([[3]])).toMatchObject({ shape: [1, 3] });
    expectClose(more.decisionFunction([[0]]), [[...more.intercept]], { abs: 0, rel: 0 }, 'at 0');
  });

  it('with a learningRate that is too large is an error that names one that works', () => {
    const error = thrown(() => new LogisticRegressionGD({ learningRate: 1e3 }).fit(X, y));
    expect(error).toBeInstanceOf(OptionError);
    expect(error).toMatchObject({
      where: 'LogisticRegressionGD.fit',
      expected: 'learningRate below 2/λmax = 3.20', // λmax of XᵀX / 16 is 10/16
      fix: expect.stringContaining('learningRate: 1.6,'),
    });
  });

  test.prop([fc.record({ seed: fc.nat(1e6), d: fc.integer({ min: 1, max: 4 }), alpha: fc.double({ min: 0, max: 9, noNaN: true }) })])(
    'falls in every update with the learningRate that the error names, and with twice that',
    ({ seed, d, alpha }) => {
      const { X: samples, y: targets } = sampleData(20, d, seed);
      const labels = targets.map((value, i) => (i < 3 ? i : Math.abs(Math.round(value)) % 3));
      const error = thrown(() => new LogisticRegressionGD({ learningRate: 1e6, alpha }).fit(samples, labels));
      const [rate] = [...Object(error).fix.matchAll(/learningRate: ([^,]+),/g)].map(([, text]) => Number(text));
      for (const learningRate of [rate, 1.9 * rate]) {
        const { costHistories } = new LogisticRegressionGD({ learningRate, alpha, maxIter: 50, tol: 0 }).fit(samples, labels);
        for (const history of costHistories)
          for (let i = 1; i < history.length; i++) expect(history[i]).toBeLessThanOrEqual(history[i - 1] * (1 + 1e-14));
      }
    },
  );
});
