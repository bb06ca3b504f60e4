import { fc, test } from '@fast-check/vitest';
import { OptionError, ShapeError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it, vi } from 'vitest';
import { ConvergenceWarning } from '../../../src/index.ts';
import { LinearRegression, LinearRegressionGD, type LinearRegressionGDModel } from '../../../src/linear/index.ts';
import { leastSquares } from '../../certificates.ts';
import { expectClose, golden, numbers, rows } from '../../golden.ts';
import { bits, sampleData, thrown } from '../../samples.ts';

describeEstimator('regressor', (options) => new LinearRegressionGD({ learningRate: 0.3, ...options }), {
  tolerance: 1e-5, // where the descent stops
  invariances: ['duplicated rows', 'negated targets'],
  certificate: (model: LinearRegressionGDModel, X, y, weights) => leastSquares(model.predict(X), model.coef, X, y, weights),
  sparse: true,
  maxSteps: 80,
  fingerprint: '6d78dbee',
});

const X = [[0], [1], [2]];
const y = [1, 3, 2];
const data = fc.record({ n: fc.integer({ min: 6, max: 30 }), d: fc.integer({ min: 1, max: 4 }), seed: fc.nat(1e6) });

describe('LinearRegressionGD.fit', () => {
  it('by hand: the cost at zero is SSE / 2m, and one update moves w by η · 7/3 and b by η · 2', () => {
    const model = new LinearRegressionGD({ learningRate: 0.3, maxIter: 1, tol: 0 }).fit(X, y);
    expect(model.costHistory[0]).toBe(14 / 6);
    expectClose([...model.coef, model.intercept], [0.7, 0.6], { abs: 1e-15, rel: 0 }, 'model');
    expectClose(model.costHistory[1], (0.4 ** 2 + 1.7 ** 2 + 0) / 6, { abs: 1e-15, rel: 0 }, 'cost');
  });

  it('penalises the coefficients and not the intercept, which is updated once per iteration', () => {
    const alpha = 6;
    const once = new LinearRegressionGD({ learningRate: 0.1, maxIter: 1, tol: 0, alpha }).fit(X, y);
    expectClose([...once.coef, once.intercept], [0.7 / 3, 0.2], { abs: 1e-15, rel: 0 }, 'first update');
    const [w, b] = [0.7 / 3, 0.2];
    const residuals = [b - 1, w + b - 3, 2 * w + b - 2];
    const twice = new LinearRegressionGD({ learningRate: 0.1, maxIter: 2, tol: 0, alpha }).fit(X, y);
    expectClose(twice.coef, [w - 0.1 * ((residuals[1] + 2 * residuals[2] + alpha * w) / 3)], { abs: 1e-15, rel: 0 }, 'w');
    expectClose(twice.intercept, b - (0.1 * (residuals[0] + residuals[1] + residuals[2])) / 3, { abs: 1e-15, rel: 0 }, 'b');
    const squares = residuals.reduce((sum, r) => sum + r * r, 0);
    expectClose(twice.costHistory[1], squares / 6 + (alpha / 6) * w ** 2, { abs: 1e-15, rel: 0 }, 'cost');
  });

  it('reproduces seed/linear-regression-gd: weights, bias and the history of the mean squared error', () => {
    const { data: given, expected, tolerance } = golden('seed/linear-regression-gd');
    const model = new LinearRegressionGD({ learningRate: 0.01, maxIter: 1000, tol: 0 }).fit(rows(given.X), numbers(given.y));
    const errors = Array.from(model.costHistory, (cost) => 2 * cost);
    expectClose(model.coef, expected.weights, tolerance, 'weights');
    expectClose(model.intercept, expected.bias, tolerance, 'bias');
    expectClose(errors.slice(0, 10), expected.mseHistoryFirst10, tolerance, 'mse');
    expectClose(errors.at(-1), expected.mseFinal, tolerance, 'mse at the end');
  });

  it('reaches the normal equation on the salary table to 1e-6', () => {
    const { data: given } = golden('linear/ols-salary');
    const model = new LinearRegressionGD({ learningRate: 0.03, maxIter: 10_000, tol: 1e-10 }).fit(rows(given.X), numbers(given.y));
    expect(model.converged).toBe(true);
    expectClose([model.intercept, ...model.coef], [25792.20019867, 9449.96232146], { abs: 0, rel: 1e-6 }, 'θ');
  });

  it('takes a column as y, and refuses two', () => {
    const recipe = new LinearRegressionGD({ learningRate: 0.3 });
    expect(
      bits(
        recipe.fit(
          X,
          y.map((value) => [value]),
        ),
      ),
    ).toBe(bits(recipe.fit(X, y)));
    expect(
      thrown(() =>
        recipe.fit(
          X,
          y.map((value) => [value, value]),
        ),
      ),
    ).toMatchObject({ what: 'y has several columns', got: 'y [3, 2]' });
    expect(thrown(() => recipe.fit(X, [y]))).toBeInstanceOf(ShapeError);
  });

  it('fits one row, starting at zero, to a cost of zero', () => {
    const model = new LinearRegressionGD({ learningRate: 0.1 }).fit([[2]], [5]);
    expect(model.predict([[2]])[0]).toBeCloseTo(5, 4);
  });

  it('needs no update where zero is the answer', () => {
    expect(new LinearRegressionGD().fit(X, [0, 0, 0])).toMatchObject({ nIter: 0, converged: true, intercept: 0 });
  });

  it('without intercept keeps it at exactly 0', () => {
    const model = new LinearRegressionGD({ fitIntercept: false, learningRate: 0.3 }).fit([[1], [2]], [1, 3]);
    expect(model.intercept).toBe(0);
    expect(model.coef[0]).toBeCloseTo(1.4, 5);
  });

  it('with a learningRate that is too large is an error that names one that works', () => {
    const error = thrown(() => new LinearRegressionGD({ learningRate: 2 }).fit(X, y));
    expect(error).toBeInstanceOf(OptionError);
    expect(error).toMatchObject({
      where: 'LinearRegressionGD.fit',
      expected: 'learningRate below 2/λmax = 0.838',
      fix: expect.stringContaining('learningRate: 0.42'),
    });
    expect(new LinearRegressionGD({ learningRate: 0.837, tol: 0 }).fit(X, y).nIter).toBe(1000);
    expect(thrown(() => new LinearRegressionGD({ learningRate: 0.839 }).fit(X, y))).toBeInstanceOf(OptionError);
  });

  it('names a learningRate that works where columns are each other’s opposites', () => {
    const opposite = [
      [1, -1],
      [-1, 1],
      [2, -2],
      [-2, 2],
    ]; // XᵀX / 4 has the eigenvalue 5 along (1, −1), and 0 along (1, 1)
    const error = thrown(() => new LinearRegressionGD({ learningRate: 1 }).fit(opposite, [1, -1, 2, -2]));
    expect(error).toMatchObject({ expected: 'learningRate below 2/λmax = 0.400', fix: expect.stringContaining('learningRate: 0.20,') });
  });

  it('names none where the squares of X overflow', () => {
    const error = thrown(() => new LinearRegressionGD().fit([[1e200], [-1e200]], [1, -1]));
    expect(error).toMatchObject({ expected: 'learningRate below 2/λmax = 0.00', fix: 'bring the columns of X to a common scale' });
  });

  it('that runs out of iterations gives a model, converged false and one warning to onWarning', () => {
    const onWarning = vi.fn();
    const model = new LinearRegressionGD({ maxIter: 5 }).fit(X, y, { onWarning });
    expect(model).toMatchObject({ nIter: 5, converged: false });
    expect(model.costHistory).toHaveLength(6);
    expect(onWarning).toHaveBeenCalledOnce();
    expect(onWarning.mock.lastCall?.[0]).toBeInstanceOf(ConvergenceWarning);
    expect(onWarning.mock.lastCall?.[0]).toMatchObject({
      name: 'ConvergenceWarning',
      where: 'LinearRegressionGD.fit',
      fix: expect.stringContaining('raise maxIter'),
    });
  });

  it('shows its warning on the console once per recipe, and none for tol 0', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const recipe = new LinearRegressionGD({ maxIter: 5 });
    recipe.fit(X, y);
    recipe.fit(X, y);
    new LinearRegressionGD({ maxIter: 5, tol: 0 }).fit(X, y);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  it.each([{ learningRate: 0 }, { learningRate: Number.NaN }, { maxIter: 1.5 }, { maxIter: 0 }, { tol: -1 }, { alpha: -1 }])(
    'refuses the option %o',
    (options) => {
      const [name, value] = Object.entries(options)[0];
      const error = thrown(() => new LinearRegressionGD(options));
      expect(error).toBeInstanceOf(OptionError);
      expect(error).toMatchObject({ what: `option '${name}' is out of range`, got: String(value) });
    },
  );

  test.prop([data, fc.double({ min: 0, max: 5, noNaN: true })])(
    'never raises the cost from one iteration to the next',
    ({ n, d, seed }, alpha) => {
      const { X: samples, y: targets } = sampleData(n, d, seed);
      const { costHistory } = new LinearRegressionGD({ maxIter: 50, tol: 0, alpha, learningRate: 0.05 }).fit(samples, targets);
      for (let i = 1; i < costHistory.length; i++) expect(costHistory[i]).toBeLessThanOrEqual(costHistory[i - 1] * (1 + 1e-14));
    },
  );

  test.prop([data])('converges to the normal equation', ({ seed }) => {
    const { X: samples, y: targets } = sampleData(40, 2, seed);
    const model = new LinearRegressionGD({ learningRate: 0.5, maxIter: 2000, tol: 1e-12 }).fit(samples, targets);
    const exact = new LinearRegression().fit(samples, targets);
    expectClose([...model.coef, model.intercept], [...exact.coef, exact.intercept], { abs: 1e-8, rel: 1e-8 }, 'model');
  });
});

describe('LinearRegressionGD.steps', () => {
  it('yields the start and every update with its cost', () => {
    const run = new LinearRegressionGD({ learningRate: 0.3, maxIter: 3, tol: 0 }).steps(X, y);
    const states = [...run];
    expect(states.map(({ nIter }) => nIter)).toEqual([0, 1, 2, 3]);
    expect(states.map(({ cost }) => cost)).toEqual([...run.model.costHistory]);
    expect(states[0]).toMatchObject({ coef: Float64Array.of(0), intercept: 0 });
  });
});
