import { describeEstimator } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import { PolynomialRegression, PolynomialRegressionModel } from '../../../src/linear/index.ts';
import { leastSquares } from '../../certificates.ts';
import { expectClose } from '../../golden.ts';
import { bits } from '../../samples.ts';

describeEstimator('regressor', (options) => new PolynomialRegression(options), {
  tolerance: 1e-8,
  invariances: ['duplicated rows', 'negated targets', 'scaled columns'],
  certificate: (model: PolynomialRegressionModel, X, y, weights) => {
    const powers = X.map((row) => [...row, ...row.flatMap((value, j) => row.slice(j).map((other) => value * other))]);
    return leastSquares(model.predict(X), model.coef, powers, y, weights);
  },
  maxSteps: 2,
  fingerprint: '3f030e37',
});

describe('PolynomialRegression.fit', () => {
  it('finds the polynomial that the data lie on, products included, by name', () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ a: (i % 6) - 2, b: Math.floor(i / 6) - 2 }));
    const y = rows.map(({ a, b }) => 1 + 2 * a - 3 * b + 0.5 * a * a - a * b);
    const model = new PolynomialRegression().fit({ rows, columns: ['a', 'b'] }, y);
    expect(model.featureNamesOut).toEqual(['a', 'b', 'a^2', 'a b', 'b^2']);
    expectClose(model.coef, [2, -3, 0.5, -1, 0], { abs: 1e-12, rel: 0 }, 'coef');
    expectClose(model.predict({ b: [1], a: [3] }), [1 + 6 - 3 + 4.5 - 3], { abs: 1e-12, rel: 0 }, 'prediction');
    expect(model.score({ rows, columns: ['a', 'b'] }, y)).toBeCloseTo(1, 12);
    expect(bits(PolynomialRegressionModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
  });

  it('of a high degree goes through points that lie far from 1', () => {
    for (const degree of [3, 4, 5, 6, 8]) {
      const X = [[1e4], [2e4], [3e4], [4e4]];
      const predicted = new PolynomialRegression({ degree }).fit(X, [1, 2, 1, 3]).predict(X);
      for (const [i, value] of [1, 2, 1, 3].entries()) expect(predicted[i]).toBeCloseTo(value, 5);
    }
  });

  it('with more products than rows takes the shortest of the polynomials that fit', () => {
    const model = new PolynomialRegression({ degree: 5 }).fit([[0], [1], [2]], [1, 0, 1]);
    expect(model.rank).toBe(2);
    expectClose(model.predict([[0], [1], [2]]), [1, 0, 1], { abs: 1e-11, rel: 0 }, 'predictions');
  });
});
