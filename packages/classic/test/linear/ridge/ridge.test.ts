import { fc, test } from '@fast-check/vitest';
import { OptionError } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, it, vi } from 'vitest';
import { LinearRegression, MultiOutputRidgeModel, Ridge, RidgeModel } from '../../../src/linear/index.ts';
import { leastSquares } from '../../certificates.ts';
import { expectClose } from '../../golden.ts';
import { bits, sampleData, thrown } from '../../samples.ts';

describeEstimator('regressor', (options) => new Ridge(options), {
  sparse: true,
  invariances: ['negated targets', 'shifted columns'],
  certificate: (model: RidgeModel, X, y, weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return leastSquares(model.predict(X), model.coef, X, y, weights, { squares: 1 / total });
  },
  maxSteps: 2,
  fingerprint: '5abaa988',
});

describeEstimator('regressor', (options) => new Ridge(options), {
  severalOutputs: true,
  sparse: true,
  maxSteps: 2,
  fingerprint: 'b6209850',
  invariances: ['negated targets', 'shifted columns'],
});

describeEstimator('regressor', (options) => new Ridge({ alpha: [0.5, 50], ...options }), {
  severalOutputs: true,
  sparse: true,
  maxSteps: 4,
  fingerprint: '7ca26d17',
  invariances: ['negated targets', 'shifted columns'],
  knownFailures: { C25: 'each target has its own penalty: in another order they are other problems' },
});

const data = fc.record({
  n: fc.integer({ min: 2, max: 12 }),
  d: fc.integer({ min: 1, max: 12 }),
  seed: fc.nat(1e6),
  alpha: fc.double({ min: 1e-3, max: 100, noNaN: true }),
  weighted: fc.boolean(),
});

describe('Ridge.fit', () => {
  it('by hand: w = Σxy / (Σx² + α) on centred columns', () => {
    const model = new Ridge({ alpha: 2 }).fit([[4], [5], [6]], [-2, 0, 2]);
    expectClose([...model.coef, model.intercept], [1, -5], { abs: 1e-14, rel: 0 }, 'model');
  });

  test.prop([data])('finds the same by rows, by columns and by singular values', ({ n, d, seed, alpha, weighted }) => {
    const { X, y } = sampleData(n, d, seed);
    const options = weighted ? { sampleWeight: y.map((_, i) => i % 3) } : {};
    if (weighted && n < 3) return;
    const [auto, svd] = (['auto', 'svd'] as const).map((solver) => new Ridge({ alpha, solver }).fit(X, y, options));
    expectClose(auto.coef, [...svd.coef], { abs: 1e-10, rel: 1e-10 }, 'coef');
    expectClose(auto.intercept, svd.intercept, { abs: 1e-9, rel: 1e-10 }, 'intercept');
  });

  it('without a penalty is least squares, the shortest where there are many', () => {
    const { X, y } = sampleData(5, 8, 3);
    expect([...new Ridge({ alpha: 0 }).fit(X, y).coef]).toEqual([...new LinearRegression().fit(X, y).coef]);
    const wide = new Ridge({ alpha: 0, solver: 'svd' }).fit(X, y).coef;
    expectClose(wide, [...new LinearRegression().fit(X, y).coef], { abs: 1e-10, rel: 1e-10 }, 'coef');
  });

  it('takes a penalty for each target', () => {
    const { X, y } = sampleData(20, 3, 4);
    const Y = y.map((value, i) => [value, i]);
    const model = new Ridge({ alpha: [1, 50] }).fit(X, Y);
    expect(model).toBeInstanceOf(MultiOutputRidgeModel);
    const alone = new Ridge({ alpha: 50 }).fit(
      X,
      y.map((_, i) => i),
    );
    expectClose(model.coef.toArray()[1], [...alone.coef], { abs: 1e-13, rel: 1e-13 }, 'coef');
    expect(bits(MultiOutputRidgeModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
    expect(thrown(() => new Ridge({ alpha: [1, 2, 3] }).fit(X, Y))).toMatchObject({
      expected: '2 numbers, or one for all',
      got: '3 numbers',
    });
    expect(thrown(() => new Ridge({ alpha: [1, -2] }))).toBeInstanceOf(OptionError);
  });

  it('with a penalty for each target shows all of them in every state, and counts to one end whichever way each goes', async () => {
    const { X, y } = sampleData(20, 3, 4);
    const alike = X.map(([a, b]) => [a, b, a + b]); // without a penalty, by singular values in one step
    const Y = y.map((value, i) => [value, i, -value]);
    const recipe = new Ridge({ alpha: [0, 5, 1e-9] });
    const run = recipe.steps(alike, Y);
    const states = [...run];
    expect(states.map(({ nIter }) => nIter)).toEqual(states.map((_, i) => i + 1));
    for (const { coef, intercept } of states) expect([coef.shape, intercept.length]).toEqual([[3, 3], 3]);
    expect(states[0].coef.toArray().slice(1)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(states[0].intercept[1]).toBeCloseTo(9.5, 12); // the mean, until its turn comes
    expect(states.at(-1)?.coef.toArray()).toEqual(run.model.coef.toArray());
    expect(states.at(-1)?.intercept).toEqual(run.model.intercept);
    expect(run.model.coef.toArray()).toEqual(
      [0, 5, 1e-9].map((alpha, o) => [
        ...new Ridge({ alpha }).fit(
          alike,
          Y.map((row) => row[o]),
        ).coef,
      ]),
    );
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => ++now * 1000); // each tick is a pause
    const reports: (readonly number[])[] = [];
    await recipe.fitAsync(alike, Y, { onProgress: ({ nIter, maxIter }) => reports.push([nIter, maxIter]) });
    clock.mockRestore();
    expect(reports).toEqual(states.map(({ nIter }) => [nIter, 9]));
  });

  it('penalises in units of the data, be they as small or large as they like', () => {
    const { X, y } = sampleData(20, 2, 6);
    const scaled = X.map(([a, b]) => [a * 1e-200, b]);
    const model = new Ridge({ alpha: 1 }).fit(scaled, y);
    expect(Math.abs(model.coef[0])).toBeLessThan(1e-190); // a column so small is as good as absent
    const alone = new Ridge({ alpha: 1 }).fit(
      X.map(([, b]) => [b]),
      y,
    );
    expectClose(model.coef[1], alone.coef[0], { abs: 1e-12, rel: 1e-12 }, 'coef');
  });

  it('does not trust rows that look alike because a column is far from 0', () => {
    const { X, y } = sampleData(10, 30, 7);
    const far = X.map(([first, ...others]) => [1e7 + first, ...others]);
    const [auto, svd] = (['auto', 'svd'] as const).map((solver) => new Ridge({ alpha: 0.5, fitIntercept: false, solver }).fit(far, y));
    expectClose(auto.predict(far), [...svd.predict(far)], { abs: 1e-7, rel: 1e-7 }, 'predictions');
  });

  it('comes back from JSON', () => {
    const { X, y } = sampleData(10, 2, 6);
    const model = new Ridge().fit(X, y);
    expect(bits(RidgeModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
  });
});
