import { describeEstimator } from '@hml/testing';
import { describe, expect, it, vi } from 'vitest';
import { ConvergenceWarning } from '../../../src/index.ts';
import { HuberRegressor, HuberRegressorModel, LinearRegression } from '../../../src/linear/index.ts';
import { optimality, slopesOf } from '../../certificates.ts';
import reference from '../../fixtures/linear.json' with { type: 'json' };
import { expectClose } from '../../golden.ts';
import { bits, sampleData, thrown } from '../../samples.ts';

describeEstimator('regressor', (options) => new HuberRegressor({ tol: 1e-10, ...options }), {
  tolerance: 1e-6,
  invariances: ['negated targets'],
  certificate: (model: HuberRegressorModel, X, y, weights) => {
    const u = model.predict(X).map((predicted, i) => (y[i] - predicted) / model.scale);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const slopes = weights.map((s, i) => (-2 * s * Math.max(-1.35, Math.min(1.35, u[i]))) / total); // −s H'(u)
    const byScale = weights.reduce((sum, s, i) => sum + (s * (1 - Math.min(u[i] ** 2, 1.35 ** 2))) / total, 0);
    return Math.max(optimality(slopesOf(X, slopes), model.coef, { squares: 2e-4 / total }), Math.abs(byScale));
  },
  maxSteps: 24,
  fingerprint: '09a1b3b5',
});

describe('HuberRegressor.fit', () => {
  it.each(reference.huber)(
    'agrees with scikit-learn at epsilon $epsilon, alpha $alpha',
    ({ epsilon, alpha, coef, intercept, scale, outliers }) => {
      const model = new HuberRegressor({ epsilon, alpha, tol: 1e-10 }).fit(reference.X, reference.y);
      expectClose(model.coef, coef, { abs: 1e-5, rel: 1e-5 }, 'coef');
      expectClose([model.intercept, model.scale], [intercept, scale], { abs: 1e-5, rel: 1e-5 }, 'intercept and scale');
      expect([...(model.outliers ?? [])]).toEqual(outliers);
    },
  );

  it('hardly moves for outliers that tilt least squares', () => {
    const { X, y } = sampleData(60, 1, 3);
    const spoilt = y.map((value, i) => (i % 15 === 0 ? value + 1000 : value));
    const slope = (recipe: HuberRegressor | LinearRegression, target: number[]) => recipe.fit(X, target).coef[0];
    expect(Math.abs(slope(new HuberRegressor(), spoilt) - slope(new HuberRegressor(), y))).toBeLessThan(0.05);
    expect(Math.abs(slope(new LinearRegression(), spoilt) - slope(new LinearRegression(), y))).toBeGreaterThan(1);
  });

  it('finds the minimum where the penalty forbids coefficients of tiny columns, in few iterations: nothing but the intercept is left', () => {
    const { X, y } = sampleData(40, 2, 3);
    const spoilt = y.map((value, i) => (i % 9 === 0 ? value + 20 : value));
    const constant = new HuberRegressor({ tol: 1e-8 }).fit(
      X.map(() => [0]),
      spoilt,
    );
    for (const unit of [1e-7, 1e-9, 1e-15, 1e-30, 1e-100, 1e-160]) {
      const tiny = X.map((row) => row.map((value) => value * unit));
      const model = new HuberRegressor({ tol: 1e-8, maxIter: 40 }).fit(tiny, spoilt);
      expect(model.converged).toBe(true);
      expectClose(
        [model.intercept, model.scale],
        [constant.intercept, constant.scale],
        { abs: 0, rel: 1e-6 },
        `intercept and scale, ${unit}`,
      );
    }
  });

  it('without a penalty knows no units, and says in its own name where the coefficients overflow', () => {
    const { X, y } = sampleData(40, 2, 3);
    const recipe = new HuberRegressor({ alpha: 0 });
    const { coef } = recipe.fit(X, y);
    const fit = (unit: number) =>
      recipe.fit(
        X.map((row) => row.map((value) => value * unit)),
        y.map((value) => value / unit),
      );
    const inUnits = fit(1e-100).coef.map((w) => w * 1e-100 * 1e-100);
    expectClose(inUnits, coef, { abs: 0, rel: 1e-12 }, 'coef');
    expect(thrown(() => fit(1e-160))).toMatchObject({ name: 'DataError', where: 'HuberRegressor.fit', what: 'the coefficients overflow' });
  });

  it('out of iterations warns, and comes back from JSON', () => {
    const { X, y } = sampleData(20, 2, 4);
    const onWarning = vi.fn();
    const model = new HuberRegressor({ maxIter: 1 }).fit(X, y, { onWarning });
    expect(onWarning).toHaveBeenCalledWith(expect.any(ConvergenceWarning));
    expect(bits(HuberRegressorModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
  });
});
