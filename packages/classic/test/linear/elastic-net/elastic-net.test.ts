import { fc, test } from '@fast-check/vitest';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it, vi } from 'vitest';
import { ConvergenceWarning } from '../../../src/index.ts';
import { ElasticNet, type ElasticNetModel, elasticNetPath, Lasso, LassoModel, lassoPath, Ridge } from '../../../src/linear/index.ts';
import { leastSquares } from '../../certificates.ts';
import { expectClose, golden, numbers, rows } from '../../golden.ts';
import { bits, sampleData, thinned, thrown } from '../../samples.ts';

describeEstimator('regressor', (options) => new Lasso({ alpha: 0.01, tol: 1e-12, ...options }), {
  tolerance: 1e-8,
  sparse: true,
  invariances: ['duplicated rows', 'negated targets', 'shifted columns'],
  certificate: (model: LassoModel, X, y, weights) => leastSquares(model.predict(X), model.coef, X, y, weights, { sizes: 0.01 }),
  maxSteps: 14,
  fingerprint: '91a01cd0',
});
describeEstimator('regressor', (options) => new ElasticNet({ alpha: 0.01, tol: 1e-12, ...options }), {
  tolerance: 1e-8,
  sparse: true,
  invariances: ['duplicated rows', 'negated targets', 'shifted columns'],
  certificate: (model: ElasticNetModel, X, y, weights) =>
    leastSquares(model.predict(X), model.coef, X, y, weights, { sizes: 0.005, squares: 0.005 }),
  maxSteps: 14,
  fingerprint: '8998b756',
});

const data = fc.record({
  n: fc.integer({ min: 2, max: 15 }),
  d: fc.integer({ min: 1, max: 15 }),
  seed: fc.nat(1e6),
  alpha: fc.double({ min: 0.01, max: 3, noNaN: true }),
  l1Ratio: fc.double({ min: 0.05, max: 1, noNaN: true }),
  positive: fc.boolean(),
  selection: fc.constantFrom<'cyclic' | 'random'>('cyclic', 'random'),
});

describe('ElasticNet.fit', () => {
  it('by hand: of one column of variance 2/3, w = (Σxy/n − αρ) / (Σx²/n + α(1 − ρ))', () => {
    const model = new ElasticNet({ alpha: 1, l1Ratio: 0.25 }).fit([[-1], [0], [1]], [-3, 0, 3]);
    expectClose(model.coef, [(2 - 0.25) / (2 / 3 + 0.75)], { abs: 1e-15, rel: 0 }, 'coef');
  });

  test.prop([data])('meets the conditions of optimality, with as many rows or columns as there may be', ({ n, d, seed, ...options }) => {
    const { X, y } = sampleData(n, d, seed);
    const model = new ElasticNet({ ...options, tol: 1e-13, maxIter: 1_000_000 }).fit(X, y); // few rows of many columns take 1e5
    expect(model.converged).toBe(true);
    const residual = model.predict(X).map((value, i) => y[i] - value);
    const { alpha, l1Ratio, positive } = options;
    model.coef.forEach((w, j) => {
      const g = residual.reduce((sum, r, i) => sum + (r * X[i][j]) / n, 0) - alpha * (1 - l1Ratio) * w;
      if (w !== 0) expect(Math.abs(g - alpha * l1Ratio * Math.sign(w))).toBeLessThan(1e-6);
      else expect(positive ? g : Math.abs(g)).toBeLessThan(alpha * l1Ratio + 1e-6);
      if (positive) expect(w).toBeGreaterThanOrEqual(0);
    });
    const squares = residual.reduce((sum, r) => sum + r * r, 0) / (2 * n);
    const penalty = model.coef.reduce((sum, w) => sum + alpha * (l1Ratio * Math.abs(w) + 0.5 * (1 - l1Ratio) * w * w), 0);
    expectClose(model.objective, squares + penalty, { abs: 1e-10, rel: 1e-10 }, 'objective');
    expect(model.dualGap).toBeGreaterThanOrEqual(0);
  });

  it('with the penalty on squares alone is ridge regression, of α n', () => {
    const { X, y } = sampleData(30, 3, 5);
    const net = new ElasticNet({ alpha: 0.5, l1Ratio: 0, tol: 1e-14, maxIter: 10_000 }).fit(X, y, { onWarning: () => {} });
    expectClose(net.coef, [...new Ridge({ alpha: 15 }).fit(X, y).coef], { abs: 1e-8, rel: 1e-8 }, 'coef');
  });
});

describe('Lasso.fit', () => {
  it('sets all coefficients to exactly 0 from the largest correlation on, and none at α = 0', () => {
    const { X, y } = sampleData(30, 4, 7);
    const { alphas } = lassoPath(X, y, { nAlphas: 2, eps: 0.5 });
    expect([...new Lasso({ alpha: alphas[0] * 1.000001 }).fit(X, y).coef]).toEqual([0, 0, 0, 0]);
    expect(new Lasso({ alpha: alphas[0] * 0.999 }).fit(X, y).coef.some((w) => w !== 0)).toBe(true);
  });

  it('out of sweeps warns and keeps what it has', () => {
    const { X, y } = sampleData(30, 4, 7);
    const onWarning = vi.fn();
    const model = new Lasso({ alpha: 0.001, maxIter: 1 }).fit(X, y, { onWarning });
    expect(model).toMatchObject({ converged: false, nIter: 1 });
    expect(onWarning).toHaveBeenCalledWith(expect.any(ConvergenceWarning));
  });

  it('shows an objective that never rises', () => {
    const { X, y } = sampleData(30, 4, 7);
    const states = [...new Lasso({ alpha: 0.1 }).steps(X, y)];
    for (let i = 1; i < states.length; i++) expect(states[i].objective).toBeLessThanOrEqual(states[i - 1].objective + 1e-12);
    expect(states.at(-1)?.coef).toEqual(new Lasso({ alpha: 0.1 }).fit(X, y).coef);
  });

  it('refuses misspelt choices and comes back from JSON', () => {
    expect(thrown(() => Reflect.construct(Lasso, [{ selection: 'radnom' }]))).toMatchObject({ fix: "did you mean 'random'?" });
    const { X, y } = sampleData(10, 2, 6);
    const model = new Lasso({ alpha: 0.1 }).fit(X, y);
    expect(bits(LassoModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
  });
});

describe('lassoPath', () => {
  it('passes through the coefficients of single fits', () => {
    const { data: given } = golden('linear/lasso-diabetes');
    const [X, y] = [rows(given.X), numbers(given.y)];
    const { alphas, coefs, dualGaps } = lassoPath(X, y, { nAlphas: 5, tol: 1e-10 });
    expect(coefs.shape).toEqual([10, 5]);
    expect(coefs.toArray().every((row) => row[0] === 0)).toBe(true);
    expectClose(alphas[4] / alphas[0], 1e-3, { abs: 1e-12, rel: 0 }, 'eps');
    const single = new Lasso({ alpha: alphas[3], tol: 1e-10 }).fit(X, y);
    expectClose(
      coefs.toArray().map((row) => row[3]),
      [...single.coef],
      { abs: 1e-4, rel: 1e-6 },
      'coef',
    );
    expect(dualGaps).toHaveLength(5);
    expect(elasticNetPath(X, y, { alphas: [0.1, 1] }).alphas).toEqual(Float64Array.of(1, 0.1));
    expect(thrown(() => elasticNetPath(X, y, { l1Ratio: 0 }))).toMatchObject({ what: expect.stringContaining('no coefficient is ever 0') });
  });

  it('names itself in errors, and knows the options it goes by: no l1Ratio', () => {
    const { X, y } = sampleData(10, 2, 6);
    // @ts-expect-error the lasso has no part on squares
    const refused = thrown(() => lassoPath(X, y, { l1Ratio: 0.5 }));
    expect(refused).toMatchObject({ name: 'OptionError', where: 'lassoPath', expected: expect.not.stringContaining('l1Ratio') });
    expect(thrown(() => elasticNetPath(X, y, { l1Ratio: 2 }))).toMatchObject({ where: 'elasticNetPath', got: '2' });
    for (const eps of [0, 1, Number.NaN]) expect(thrown(() => lassoPath(X, y, { eps }))).toMatchObject({ where: 'lassoPath' });
  });
});

describe('ElasticNet on sparse rows', () => {
  test.prop([data, fc.boolean(), fc.boolean()])('learns what it learns of dense ones', (drawn, fitIntercept, weighted) => {
    const { n, d, seed, ...options } = drawn;
    const { X, y } = sampleData(n, d, seed);
    const { dense, sparse } = thinned(X.map((row) => row.map((value, j) => (j === 3 ? 2 : j === 5 ? 0 : value))));
    const weights = weighted ? { sampleWeight: y.map((_, i) => Number(i !== 1) * (1 + (i % 3))) } : {};
    const recipe = new ElasticNet({ ...options, l1Ratio: 0.5 * options.l1Ratio, fitIntercept, tol: 1e-13, maxIter: 10_000 });
    const [a, b] = [dense, sparse].map((rows) => recipe.fit(rows, y, { ...weights, onWarning: () => {} }));
    expectClose(b.coef, [...a.coef], { abs: 1e-8, rel: 1e-8 }, 'coef');
    expectClose(b.intercept, a.intercept, { abs: 1e-8, rel: 1e-8 }, 'intercept');
    expectClose(b.objective, a.objective, { abs: 1e-10, rel: 1e-10 }, 'objective');
    expectClose(b.predict(sparse), [...a.predict(dense)], { abs: 1e-8, rel: 1e-8 }, 'predict');
  });

  it('computes single columns of the products of thousands', () => {
    const { dense, sparse } = thinned(sampleData(50, 2100, 8).X, 2);
    const y = dense.map((row, i) => 3 * row[0] - 2 * row[7] + row[100] + row[2000] + Math.sin(i));
    const recipe = new Lasso({ alpha: 0.1, tol: 1e-12 });
    const [a, b] = [recipe.fit(dense, y), recipe.fit(sparse, y)];
    expect(b.converged).toBe(true);
    expect(a.coef.filter((w) => w !== 0).length).toBeGreaterThan(5);
    expectClose(b.coef, [...a.coef], { abs: 1e-8, rel: 1e-8 }, 'coef');
    const paths = [lassoPath(dense, y, { nAlphas: 5, eps: 0.3, tol: 1e-12 }), lassoPath(sparse, y, { nAlphas: 5, eps: 0.3, tol: 1e-12 })];
    expectClose(paths[1].coefs, paths[0].coefs.toArray(), { abs: 1e-8, rel: 1e-8 }, 'path');
  });

  it('loses few digits to columns that are far from 0', () => {
    for (const [n, d] of [
      [40, 3],
      [4, 6],
    ]) {
      const { X, y } = sampleData(n, d, 2);
      const { dense, sparse } = thinned(X.map((row) => row.map((value, j) => (j === 1 ? value + 1e5 : value))));
      const recipe = new ElasticNet({ alpha: 0.1, tol: 1e-13 });
      expectClose(recipe.fit(sparse, y).coef, [...recipe.fit(dense, y).coef], { abs: 1e-8, rel: 1e-8 }, 'coef');
    }
  });
});
