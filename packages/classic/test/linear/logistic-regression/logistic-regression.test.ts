import { fc, test } from '@fast-check/vitest';
import { DataError, isTensor, OptionError, ShapeError, tensor } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { ConvergenceWarning } from '../../../src/index.ts';
import { LogisticRegression, LogisticRegressionModel } from '../../../src/linear/index.ts';
import { OneVsRestClassifier } from '../../../src/multiclass/index.ts';
import { logistic } from '../../certificates.ts';
import { expectClose } from '../../golden.ts';
import { bits, sampleData, tableOf, thrown } from '../../samples.ts';

const squares = (total: number) => ({ squares: 1 / total });
const certificate = (
  model: LogisticRegressionModel<string>,
  X: readonly (readonly number[])[],
  y: readonly string[],
  weights: readonly number[],
): number => logistic(model, X, y, weights, 'multinomial', squares);

describeEstimator('classifier', (options) => new LogisticRegression({ tol: 1e-10, ...options }), {
  tolerance: 1e-7,
  sparse: true,
  certificate,
  maxSteps: 22,
  fingerprint: '9d1d9c53',
});
describeEstimator('classifier', (options) => new LogisticRegression({ tol: 1e-10, solver: 'newton-cg', ...options }), {
  tolerance: 1e-7,
  sparse: true,
  certificate,
  maxSteps: 10,
  fingerprint: '9385c876',
});
describeEstimator('classifier', (options) => new LogisticRegression({ tol: 1e-10, solver: 'newton-cholesky', ...options }), {
  tolerance: 1e-7,
  certificate,
  maxSteps: 10,
  fingerprint: 'b85c65a5',
});
describeEstimator('classifier', (options) => new LogisticRegression({ penalty: 'l1', tol: 1e-10, ...options }), {
  tolerance: 1e-7,
  certificate: (model: LogisticRegressionModel<string>, X, y, weights) =>
    logistic(model, X, y, weights, 'multinomial', (total) => ({ sizes: 1 / total })),
  maxSteps: 26,
  fingerprint: '28ba6e5f',
});
describeEstimator('classifier', (options) => new LogisticRegression({ multiClass: 'ovr', tol: 1e-10, ...options }), {
  tolerance: 1e-7,
  sparse: true,
  balanced: 'questions',
  certificate: (model: LogisticRegressionModel<string>, X, y, weights) => logistic(model, X, y, weights, 'ovr', squares),
  maxSteps: 65,
  fingerprint: '5fc33982',
});

const data = fc.record({
  n: fc.integer({ min: 12, max: 40 }),
  d: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat(1e6),
  nClasses: fc.integer({ min: 2, max: 4 }),
  C: fc.double({ min: 0.05, max: 20, noNaN: true }),
  fitIntercept: fc.boolean(),
});

/** Labels that overlap. */
function labelled(n: number, d: number, seed: number, nClasses: number): { readonly X: number[][]; readonly labels: number[] } {
  const { X, y } = sampleData(n, d, seed);
  return { X, labels: y.map((value, i) => (i < nClasses ? i : Math.abs(Math.round(value + (i % 3))) % nClasses)) };
}

describe('LogisticRegression.fit', () => {
  it('by hand: of two mirrored points, w solves w = C · 2 / (1 + eʷ) and the boundary lies between them', () => {
    const model = new LogisticRegression({ tol: 1e-12 }).fit([[-1], [1]], ['a', 'b']);
    const w = tableOf(model.coef)[0][0];
    expectClose(w, 2 / (1 + Math.exp(w)), { abs: 1e-10, rel: 0 }, 'w');
    expect(Math.abs(model.intercept[0])).toBeLessThan(1e-12);
    expectClose(tableOf(model.predictProba([[1]]))[0], [1 / (1 + Math.exp(w)), 1 / (1 + Math.exp(-w))], { abs: 1e-14, rel: 0 }, 'p');
  });

  test.prop([data])('finds the same with every solver, and the gradient is 0 there', ({ n, d, seed, nClasses, C, fitIntercept }) => {
    const { X, labels } = labelled(n, d, seed, nClasses);
    const models = (['lbfgs', 'newton-cg', 'newton-cholesky', 'coordinate-descent'] as const).map((solver) =>
      new LogisticRegression({ C, fitIntercept, solver, tol: 1e-11, maxIter: 10_000 }).fit(X, labels),
    );
    const [first, ...others] = models;
    for (const other of others) {
      expectClose(other.coef, tableOf(first.coef), { abs: 1e-6, rel: 1e-6 }, 'coef');
      expectClose(other.intercept, [...first.intercept], { abs: 1e-6, rel: 1e-6 }, 'intercept');
    }
    const P = tableOf(first.predictProba(X));
    const W = tableOf(first.coef);
    W.forEach((row, c) => {
      row.forEach((w, j) => {
        const target = W.length === 1 ? 1 : c;
        const g = w + C * X.reduce((sum, x, i) => sum + x[j] * (P[i][target] - Number(labels[i] === first.classes[target])), 0);
        expect(Math.abs(g)).toBeLessThan(1e-7 * C * n);
      });
    });
  });

  test.prop([data])('l1 meets the conditions of optimality, one class after the other too', ({ n, d, seed, nClasses, C }) => {
    const { X, labels } = labelled(n, d, seed, nClasses);
    const model = new LogisticRegression({ penalty: 'l1', C, tol: 1e-10, maxIter: 10_000 }).fit(X, labels);
    expect(model.converged).toBe(true);
    const P = tableOf(model.predictProba(X));
    const W = tableOf(model.coef);
    W.forEach((row, c) => {
      row.forEach((w, j) => {
        const target = W.length === 1 ? 1 : c;
        const g = C * X.reduce((sum, x, i) => sum + x[j] * (P[i][target] - Number(labels[i] === model.classes[target])), 0);
        if (w === 0) expect(Math.abs(g)).toBeLessThan(1 + 1e-7 * C * n);
        else expect(Math.abs(g + Math.sign(w))).toBeLessThan(1e-7 * C * n);
      });
    });
  });

  it('one against the rest is a model of two classes for each', () => {
    const { X, labels } = labelled(40, 3, 5, 3);
    const ovr = new LogisticRegression({ multiClass: 'ovr', tol: 1e-11 }).fit(X, labels);
    const alone = new LogisticRegression({ tol: 1e-11 }).fit(
      X,
      labels.map((label) => label === 2),
    );
    expectClose(tableOf(ovr.coef)[2], tableOf(alone.coef)[0], { abs: 1e-8, rel: 1e-8 }, 'coef');
    expect(ovr.nIter).toHaveLength(3);
    const [row] = tableOf(ovr.predictProba([X[0]]));
    expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
  });

  it.each(['lbfgs', 'newton-cg', 'newton-cholesky', 'coordinate-descent'] as const)(
    'one against the rest and balanced is what OneVsRestClassifier learns, and scikit-learn (%s)',
    (solver) => {
      const X = Array.from({ length: 12 }, (_, i) => [i % 4, i ** 2 % 7, i % 3]);
      const labels = [...'abcaabacaaba'];
      const options = { solver, classWeight: 'balanced', tol: 1e-10 } as const;
      const model = new LogisticRegression({ ...options, multiClass: 'ovr' }).fit(X, labels);
      expectClose(tableOf(model.coef)[0], [-0.3798, -0.1149, -0.7144], { abs: 5e-5, rel: 0 }, 'coef of a');
      const sampleWeight = X.map((_, i) => 0.5 + (i % 3));
      const all = new LogisticRegression({ ...options, multiClass: 'ovr' }).fit(X, labels, { sampleWeight });
      const rest = new OneVsRestClassifier({ estimator: new LogisticRegression(options) }).fit(X, labels, { sampleWeight });
      const apart = rest.decisionFunction(X);
      expectClose(all.decisionFunction(X), isTensor(apart) ? tableOf(apart) : apart, { abs: 1e-8, rel: 1e-8 }, 'decisions');
    },
  );

  it('of sparse rows learns the same as of dense ones', () => {
    const { X, labels } = labelled(40, 3, 8, 3);
    const thin = X.map((row) => row.map((value) => (Math.abs(value) < 0.7 ? 0 : value)));
    const entries = thin.map((row) => [...row.entries()].filter(([, value]) => value !== 0));
    const sparse = {
      shape: [40, 3] as const,
      indptr: Int32Array.from([0, ...entries.map((_, i) => entries.slice(0, i + 1).flat().length)]),
      indices: Int32Array.from(entries.flatMap((row) => row.map(([j]) => j))),
      values: Float64Array.from(entries.flatMap((row) => row.map(([, value]) => value))),
    };
    for (const solver of ['lbfgs', 'newton-cg'] as const) {
      const recipe = new LogisticRegression({ tol: 1e-11, solver });
      const [a, b] = [recipe.fit(thin, labels), recipe.fit(sparse, labels)];
      expectClose(b.coef, tableOf(a.coef), { abs: 1e-9, rel: 1e-9 }, 'coef');
      expect(b.predict(sparse)).toEqual(a.predict(thin));
    }
    expect(thrown(() => new LogisticRegression({ solver: 'newton-cholesky' }).fit(sparse, labels))).toBeInstanceOf(ShapeError);
  });

  it('takes columns of any unit and offset without needing more iterations for it', () => {
    const { X, labels } = labelled(200, 3, 9, 2);
    const far = X.map(([a, b, c]) => [a * 1e4 + 1e6, b, c * 1e-3]);
    const options = { penalty: null, tol: 1e-9, maxIter: 50 } as const;
    const [near, other] = [new LogisticRegression(options).fit(X, labels), new LogisticRegression(options).fit(far, labels)];
    expect(other.converged).toBe(true);
    expectClose(other.predictProba(far), tableOf(near.predictProba(X)), { abs: 1e-4, rel: 0 }, 'p');
  });

  it.each([0, 30, 500, 1e7])('learns the same weights of columns that lie %d away from 0, and leaves a tensor as it is', (offset) => {
    const { X, labels } = labelled(300, 3, 9, 2);
    const options = { penalty: null, tol: 1e-9 } as const;
    const table = tensor(X.map((row) => row.map((value) => value + offset)));
    const before = table.toTypedArray().slice();
    for (const solver of ['lbfgs', 'newton-cg', 'newton-cholesky'] as const) {
      const near = new LogisticRegression({ ...options, solver }).fit(X, labels);
      const far = new LogisticRegression({ ...options, solver }).fit(table, labels);
      expectClose(far.coef, tableOf(near.coef), { abs: 1e-6, rel: 1e-6 }, solver);
    }
    expect(table.toTypedArray()).toEqual(before);
  });

  it('of many rows begins with some of them, and ends where Newton does, whatever their order and weights', () => {
    const { X, y } = sampleData(9000, 2, 12);
    const labels = y.map((value, i) => value > 3 + Math.sin(i * i));
    const order = [...labels.keys()].sort((a, b) => Number(labels[a]) - Number(labels[b])); // one class after the other
    const options = { sampleWeight: labels.map((_, i) => i % 3) };
    const exact = new LogisticRegression({ solver: 'newton-cholesky', tol: 1e-10 }).fit(X, labels, options);
    const warm = new LogisticRegression({ tol: 1e-10 }).fit(X, labels, options);
    expectClose(warm.coef, tableOf(exact.coef), { abs: 1e-7, rel: 1e-7 }, 'coef');
    expect(warm.nIter[0]).toBeLessThan(8);
    const sorted = new LogisticRegression({ tol: 1e-10 }).fit(
      order.map((i) => X[i]),
      order.map((i) => labels[i]),
      { sampleWeight: order.map((i) => options.sampleWeight[i]) },
    );
    expectClose(sorted.coef, tableOf(exact.coef), { abs: 1e-7, rel: 1e-7 }, 'coef');
  });

  it('weighs classes, and knows the type of its labels', () => {
    const { X, labels } = labelled(60, 2, 10, 2);
    const texts = labels.map((label) => (label === 1 ? 'yes' : 'no'));
    const plain = new LogisticRegression().fit(X, texts);
    expectTypeOf(plain.predict(X)).toEqualTypeOf<('yes' | 'no')[]>();
    const heavy = new LogisticRegression({
      classWeight: new Map([
        ['yes', 50],
        ['no', 1],
      ]),
    }).fit(X, texts);
    const count = (model: typeof plain) => model.predict(X).filter((label) => label === 'yes').length;
    expect(count(heavy)).toBeGreaterThan(count(plain));
    const repeated = texts.map((text) => (text === 'yes' ? 50 : 1));
    expectClose(
      heavy.coef,
      tableOf(new LogisticRegression().fit(X, texts, { sampleWeight: repeated }).coef),
      { abs: 1e-12, rel: 0 },
      'coef',
    );
  });

  it('of one class only, and of a solver that cannot do the penalty, says so', () => {
    expect(thrown(() => new LogisticRegression().fit([[1], [2]], ['a', 'a']))).toBeInstanceOf(DataError);
    expect(thrown(() => new LogisticRegression({ penalty: 'l1', solver: 'lbfgs' }).fit([[1], [2]], ['a', 'b']))).toBeInstanceOf(
      OptionError,
    );
    expect(thrown(() => Reflect.construct(LogisticRegression, [{ solver: 'lbgfs' }]))).toMatchObject({ fix: "did you mean 'lbfgs'?" });
  });

  it.each(['lbfgs', 'newton-cg', 'newton-cholesky', 'coordinate-descent'] as const)(
    'learns from classes of which one has no weight: it is all but impossible (%s)',
    (solver) => {
      const { X } = sampleData(30, 2, 10);
      const labels = X.map((_, i) => ['a', 'b', 'c'][i % 3]);
      const classWeight = new Map(['a', 'b', 'c'].map((label) => [label, Number(label !== 'b')]));
      for (const multiClass of ['multinomial', 'ovr'] as const) {
        const model = new LogisticRegression({ solver, multiClass, classWeight, tol: 1e-6 }).fit(X, labels);
        expect(model.converged).toBe(true);
        for (const [, b] of tableOf(model.predictProba(X))) expect(b).toBeLessThan(1e-4);
      }
      const two = new LogisticRegression({ solver }).fit(
        X,
        labels.map((label) => label === 'b'),
        { sampleWeight: labels.map((label) => Number(label !== 'b')) },
      );
      expect(two.predict(X)).not.toContain(true);
    },
  );

  it('says in its own name what float64 cannot hold', () => {
    const labels = [0, 1, 0, 1];
    const fit = (options: object, X: number[][], sampleWeight?: number[]) =>
      thrown(() => new LogisticRegression(options).fit(X, labels, sampleWeight && { sampleWeight }));
    const X = [[1], [2], [3], [4]];
    for (const solver of ['lbfgs', 'newton-cg', 'newton-cholesky'] as const)
      expect(fit({ solver }, [[1e155], [2e155], [-1e155], [0]])).toMatchObject({
        name: 'DataError',
        where: 'LogisticRegression.fit',
        got: 'larger ones in column 0',
      });
    for (const weight of [1e308, 1e-310])
      expect(
        fit(
          {},
          X,
          X.map(() => weight),
        ),
      ).toMatchObject({ where: 'LogisticRegression.fit', name: 'DataError' });
    expect(fit({ C: 1e-320 }, X)).toMatchObject({ where: 'LogisticRegression.fit', name: 'OptionError' });
    expect(thrown(() => new LogisticRegression().fit(X, [0, 1, 0, 2 ** 60]))).toMatchObject({ fix: 'give such labels as texts' });
  });

  it('one class after the other reports progress towards one end', async () => {
    const { X, labels } = labelled(40, 3, 5, 3);
    let clock = 0;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 20)); // each iteration lasts long enough for a report
    const seen: { readonly nIter: number; readonly maxIter: number }[] = [];
    await new LogisticRegression({ multiClass: 'ovr', maxIter: 50 }).fitAsync(X, labels, { onProgress: (progress) => seen.push(progress) });
    now.mockRestore();
    expect(new Set(seen.map(({ maxIter }) => maxIter))).toEqual(new Set([150]));
    expect(seen.map(({ nIter }) => nIter)).toEqual(seen.map(({ nIter }) => nIter).sort((a, b) => a - b));
  });

  it('loads no count of iterations that is none', () => {
    const json = new LogisticRegression().fit([[1], [2], [3], [4]], [0, 1, 0, 1]).toJSON();
    for (const nIter of [[1.5], [-1], [1e10]])
      expect(thrown(() => LogisticRegressionModel.fromJSON({ ...json, nIter }))).toMatchObject({ name: 'DataError' });
  });

  it('out of iterations warns; separable classes without a penalty have finite weights all the same', () => {
    const { X, labels } = labelled(60, 2, 10, 2);
    const onWarning = vi.fn();
    expect(new LogisticRegression({ maxIter: 1, tol: 1e-9 }).fit(X, labels, { onWarning }).converged).toBe(false);
    expect(onWarning).toHaveBeenCalledWith(expect.any(ConvergenceWarning));
    const separable = new LogisticRegression({ penalty: null }).fit([[0], [1], [2], [3]], [0, 0, 1, 1], { onWarning });
    expect(separable.predict([[1.4], [1.6]])).toEqual([0, 1]);
    expect(Number.isFinite(separable.intercept[0])).toBe(true);
  });

  it.each(['lbfgs', 'newton-cg', 'newton-cholesky', 'coordinate-descent'] as const)(
    'has not converged, and warns, where float64 cannot follow the cost to a small gradient (%s)',
    (solver) => {
      for (const seed of [1, 2, 3, 4]) {
        const { X, labels } = labelled(60, 4, seed, 2);
        const far = X.map((row) => row.map((value) => value + 1e5)); // without an intercept: curvatures of 1e10 and of 1
        const onWarning = vi.fn();
        const run = new LogisticRegression({ fitIntercept: false, solver, maxIter: 200 }).steps(far, labels, { onWarning });
        const states = [...run];
        expect(run.model.converged).toBe((states.at(-1)?.gradientNorm ?? Number.NaN) <= 1e-4);
        expect(onWarning).toHaveBeenCalledTimes(run.model.converged ? 0 : 1);
        const early = (states.at(-1)?.nIter ?? 0) < 200;
        for (const [warning] of onWarning.mock.calls) expect(warning.what.includes('maxIter')).toBe(!early);
      }
    },
  );

  it('shows a cost that falls, and comes back from JSON', () => {
    const { X, labels } = labelled(60, 2, 10, 3);
    for (const options of [{}, { multiClass: 'ovr' }, { penalty: 'l1' }] as const) {
      const recipe = new LogisticRegression(options);
      const states = [...recipe.steps(X, labels)];
      for (let i = 1; i < states.length; i++)
        if (states[i].classIndex === states[i - 1].classIndex) expect(states[i].cost).toBeLessThanOrEqual(states[i - 1].cost);
      const model = recipe.fit(X, labels);
      expect(states.at(-1)?.nIter).toBe(model.nIter.reduce((sum, count) => sum + count, 0));
      expect(bits(LogisticRegressionModel.fromJSON(JSON.parse(JSON.stringify(model))))).toBe(bits(model));
    }
  });
});
