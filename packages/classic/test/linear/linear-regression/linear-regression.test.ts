import { fc, test } from '@fast-check/vitest';
import type { Matrix } from '@hml/tensor';
import { DataError, tensor } from '@hml/tensor';
import { describeEstimator } from '@hml/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { LinearRegression, LinearRegressionModel, MultiOutputLinearRegressionModel } from '../../../src/linear/index.ts';
import { rootMeanSquaredError } from '../../../src/metrics/index.ts';
import { leastSquares } from '../../certificates.ts';
import { expectClose, golden, numbers, rows } from '../../golden.ts';
import { bits, sampleData, thrown } from '../../samples.ts';

describeEstimator('regressor', (options) => new LinearRegression(options), {
  sparse: true,
  invariances: ['duplicated rows', 'negated targets', 'scaled columns', 'shifted columns'],
  certificate: (model: LinearRegressionModel, X, y, weights) => leastSquares(model.predict(X), model.coef, X, y, weights),
  maxSteps: 2,
  fingerprint: 'acc12b6a',
});
describeEstimator('regressor', (options) => new LinearRegression({ positive: true, ...options }), {
  sparse: true,
  invariances: ['duplicated rows', 'shifted columns'],
  certificate: (model: LinearRegressionModel, X, y, weights) =>
    leastSquares(model.predict(X), model.coef, X, y, weights, { positive: true }),
  maxSteps: 4,
  fingerprint: '7f15b7d8',
});
describeEstimator('regressor', (options) => new LinearRegression(options), {
  severalOutputs: true,
  sparse: true,
  invariances: ['duplicated rows', 'negated targets', 'scaled columns', 'shifted columns'],
  certificate: (model: MultiOutputLinearRegressionModel, X, y, weights) => {
    const [first, coef] = [model.predict(X), model.coef].map((x) => x.toTypedArray());
    return leastSquares(
      y.map((_, i) => first[2 * i]),
      coef.slice(0, X[0].length),
      X,
      y,
      weights,
    );
  },
  maxSteps: 2,
  fingerprint: 'f276872c',
});

const data = fc.record({ n: fc.integer({ min: 6, max: 30 }), d: fc.integer({ min: 1, max: 4 }), seed: fc.nat(1e6) });
const unit = { abs: 1e-9, rel: 1e-9 };

describe('LinearRegression.fit', () => {
  it('by hand: through (0, 1), (1, 3), (2, 2) goes 1.5 + 0.5 x, of R² 0.25', () => {
    const model = new LinearRegression().fit([[0], [1], [2]], [1, 3, 2]);
    expectClose([...model.coef, model.intercept], [0.5, 1.5], { abs: 1e-15, rel: 0 }, 'model');
    expect(model.score([[0], [1], [2]], [1, 3, 2])).toBeCloseTo(0.25, 14);
    expect(model.rank).toBe(1);
  });

  it('by hand without intercept: through (1, 1), (2, 3) goes 1.4 x, and the intercept is exactly 0', () => {
    const model = new LinearRegression({ fitIntercept: false }).fit([[1], [2]], [1, 3]);
    expect(model.coef[0]).toBeCloseTo(1.4, 15);
    expect(model.intercept).toBe(0);
  });

  it.each(['salary', 'diabetes', 'no-intercept', 'sample-weight', 'zero-weights-ignore-rows'])(
    'agrees with scikit-learn on linear/ols-%s',
    (name) => {
      const { params, data: given, expected, tolerance } = golden(`linear/ols-${name}`);
      const [X, y] = [rows(given.X), numbers(given.y)];
      const options = given.sampleWeight === undefined ? {} : { sampleWeight: numbers(given.sampleWeight) };
      const model = new LinearRegression(params).fit(X, y, options);
      expectClose(model.coef, expected.coef, tolerance, 'coef');
      expectClose(model.intercept, expected.intercept, tolerance, 'intercept');
      expectClose(model.predict(rows(given.XTest)), expected.predictions, tolerance, 'predictions');
      expectClose(model.score(X, y, options), expected.trainR2, tolerance, 'trainR2');
      expect(model.rank).toBe(expected.rank);
    },
  );

  it('agrees with scikit-learn on linear/ols-multi-output', () => {
    const { data: given, expected, tolerance } = golden('linear/ols-multi-output');
    const model = new LinearRegression().fit(rows(given.X), rows(given.y));
    expectClose(model.coef, expected.coef, tolerance, 'coef');
    expectClose(model.intercept, expected.intercept, tolerance, 'intercept');
    expectClose(model.predict(rows(given.XTest)), expected.predictions, tolerance, 'predictions');
    expectClose(model.score(rows(given.X), rows(given.y)), expected.trainR2, tolerance, 'trainR2');
    expect(model.rank).toBe(expected.rank);
  });

  it('on the salary table gives θ to 1e-9, R² and RMSE, with the column of ones not left out', () => {
    const { data: given } = golden('linear/ols-salary');
    const [X, y] = [rows(given.X), numbers(given.y)];
    const model = new LinearRegression().fit(X, y);
    expectClose([model.intercept, ...model.coef], [25792.20019867, 9449.96232146], { abs: 0, rel: 1e-9 }, 'θ');
    expect(model.score(X, y)).toBeCloseTo(0.9569566641, 10);
    expect(rootMeanSquaredError(y, model.predict(X))).toBeCloseTo(5592.0436, 4);
  });

  it('takes y as a column of one output: the same numbers, in a model of several outputs', () => {
    const { X, y } = sampleData(100, 1, 2);
    const column = new LinearRegression().fit(
      X,
      y.map((value) => [value]),
    );
    const plain = new LinearRegression().fit(X, y);
    expect(column.coef.shape).toEqual([1, 1]);
    expect(column.coef.toTypedArray()).toEqual(plain.coef);
    expect(column.predict(X).toTypedArray()).toEqual(plain.predict(X));
    expect(Math.abs(plain.coef[0] - 1)).toBeLessThan(0.05);
    expect(Math.abs(plain.intercept - 3)).toBeLessThan(0.05);
  });

  it('has one type of model for one target and one for several', async () => {
    const recipe = new LinearRegression();
    const X = [[1], [2], [4]];
    const Y = [
      [1, 2],
      [2, 1],
      [3, 0],
    ];
    expectTypeOf(recipe.fit(X, [1, 2, 3]).coef).toEqualTypeOf<Float64Array>();
    expectTypeOf(recipe.fit(X, Y).coef).toEqualTypeOf<Matrix>();
    expect(recipe.steps(X, Y).model).toBeInstanceOf(MultiOutputLinearRegressionModel);
    expect((await recipe.fitAsync(X, tensor(Y))).intercept).toHaveLength(2);
    expect(recipe.fit(X, [1, 2, 3])).toBeInstanceOf(LinearRegressionModel);
    // @ts-expect-error text is no target
    expect(thrown(() => recipe.fit(X, ['a', 'b', 'c']))).toBeInstanceOf(DataError);
  });

  it.each([1e6, 1e12, 1e15])('finds the slope of whole numbers that lie %d from 0', (offset) => {
    const y = [1, 2, 3, 4, 6, 7, 9];
    const X = y.map((value) => [offset + value]);
    expect(new LinearRegression().fit(X, y).coef[0]).toBeCloseTo(1, 14);
    expect(new LinearRegression().fit(X, y, { sampleWeight: [1, 2, 1, 2, 0, 3, 1] }).coef[0]).toBeCloseTo(1, 14);
  });

  it('works in pieces: no more than a quarter of a million numbers or so between two ticks', () => {
    class Watched extends LinearRegression {
      ticks(X: Float64Array, y: Float64Array): number {
        let count = 0;
        const run = this.run({ data: X, shape: [y.length, X.length / y.length] }, y, {});
        while (run.next().done !== true) count++;
        return count;
      }
    }
    const X = Float64Array.from({ length: 40_000 * 20 }, (_, p) => Math.sin(p * p));
    expect(new Watched().ticks(X, X.subarray(0, 40_000))).toBeGreaterThan(40); // four passes over 800,000 numbers
  });

  it('of several outputs predicts and saves the same whatever is written into intercept', () => {
    const { X, y } = sampleData(20, 2, 5);
    const model = new LinearRegression().fit(
      X,
      y.map((value) => [value, -value]),
    );
    const before = [JSON.stringify(model), model.predict(X).toArray()];
    model.intercept.fill(7);
    expect([JSON.stringify(model), model.predict(X).toArray()]).toEqual(before);
  });

  it('of many solutions takes the shortest, and tells the rank whatever the units', () => {
    const a = [1, 2, 4, 7, 11, 16];
    const b = [3, 1, 4, 1, 5, 9];
    const total = a.map((value, i) => 2 * value - b[i]);
    const fit = (X: Record<string, number[]>, target = a) => new LinearRegression().fit(X, target);
    // w + t (2, −1, −1) fits alike for every t; the shortest of (1, 0, 0) + t (2, −1, −1) is at t = −1/3
    expectClose(fit({ a, b, total }).coef, [1 / 3, 1 / 3, 1 / 3], { abs: 1e-13, rel: 0 }, 'coef');
    expect(fit({ a, b, total })).toMatchObject({ rank: 2 });
    expectClose(fit({ a, seven: a.map(() => 7.1), b }).coef, [1, 0, 0], { abs: 1e-13, rel: 0 }, 'coef');
    const units = fit({ a: a.map((value) => 1e-9 * value), b: b.map((value) => 1e9 * value) }, total);
    expect(units.rank).toBe(2);
    expectClose(units.coef, [2e9, -1e-9], { abs: 0, rel: 1e-12 }, 'coef');
    expect(new LinearRegression({ fitIntercept: false }).fit({ a, zero: a.map(() => 0) }, a).coef[1]).toBe(0);
  });

  test.prop([fc.record({ n: fc.integer({ min: 2, max: 8 }), d: fc.integer({ min: 1, max: 12 }), seed: fc.nat(1e6) })])(
    'with more columns than rows goes through every point, with coefficients in the space of the rows',
    ({ n, d, seed }) => {
      const { X, y } = sampleData(n, d, seed);
      const model = new LinearRegression().fit(X, y);
      expect(model.rank).toBe(Math.min(d, n - 1));
      if (d >= n) expectClose(model.predict(X), y, { abs: 1e-9, rel: 1e-9 }, 'predictions');
    },
  );

  it.each([1, 1e-10, 1e-14, 1e-20, 1e-80, 1e-200, 1e20, 1e200])(
    'fits where columns repeat each other beside one in units of %d',
    (unit) => {
      const { X, y } = sampleData(30, 3, 5);
      const expected = [
        ...new LinearRegression()
          .fit(
            X.map(([a, b]) => [a, b]),
            y,
          )
          .predict(X.map(([a, b]) => [a, b])),
      ];
      for (const third of [(row: readonly number[]) => row[0], () => 7]) {
        const rows = X.map((row) => [row[0], row[1] * unit, third(row)]);
        const model = new LinearRegression().fit(rows, y);
        expect(model.rank).toBe(2);
        expectClose(model.predict(rows), expected, { abs: 1e-10, rel: 0 }, 'predictions');
      }
    },
  );

  it('sees columns that depend on each other all together, the last of them hardly', () => {
    for (let seed = 0; seed < 1000; seed++) {
      for (const n of [4, 5, 7]) {
        const { X, y } = sampleData(n, n, 97 * seed + n); // of n rows, the means take one
        expect(new LinearRegression().fit(X, y).rank, `${n} rows, seed ${97 * seed + n}`).toBe(n - 1);
      }
    }
  });

  it('positive agrees with the best of all sets of columns', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { X, y } = sampleData(12, 4, seed);
      const target = y.map((value, i) => value - 3 * X[i][seed % 4] - 2 * X[i][(seed + 1) % 4]);
      const model = new LinearRegression({ positive: true }).fit(X, target);
      expect(model.coef.every((w) => w >= 0)).toBe(true);
      const error = (predicted: Float64Array) => predicted.reduce((sum, value, i) => sum + (value - target[i]) ** 2, 0);
      let best = target.reduce((sum, value) => sum + (value - target.reduce((all, t) => all + t / 12, 0)) ** 2, 0);
      for (let set = 1; set < 16; set++) {
        const some = X.map((row) => row.filter((_, j) => (set >> j) % 2 === 1));
        const free = new LinearRegression().fit(some, target);
        if (free.coef.every((w) => w >= 0)) best = Math.min(best, error(free.predict(some)));
      }
      expectClose(error(model.predict(X)), best, { abs: 1e-10, rel: 1e-10 }, 'error');
    }
  });

  it('positive tells columns apart that are far from 0', () => {
    const { X } = sampleData(40, 3, 8);
    const far = X.map((row) => row.map((value) => 1e7 + value));
    const target = far.map(([a, b, c], i) => a + 2 * b + 0.5 * c + 0.01 * Math.sin(i));
    for (const fitIntercept of [false, true]) {
      const [positive, plain] = [true, false].map((bound) => new LinearRegression({ positive: bound, fitIntercept }).fit(far, target));
      expectClose(positive.coef, [...plain.coef], { abs: 1e-6, rel: 0 }, 'coef');
    }
  });

  it('positive takes, of the many solutions that fewer rows than columns have, the one of scikit-learn', () => {
    const X = [
      [100, 1, 0.02, 3],
      [-50, 4, 0.05, -1],
      [20, -2, 0.01, 2],
    ];
    const without = new LinearRegression({ positive: true, fitIntercept: false }).fit(X, [5, 7, -1]);
    expectClose([...without.coef], [0, 1.58536585, 31.70731707, 0.92682927], { abs: 1e-8, rel: 0 }, 'coef');
    const other = new LinearRegression({ positive: true, fitIntercept: false }).fit(
      [
        [0.05, 15, -0.05, 0.69],
        [-0.42, -47.54, -0.03, 0.6],
      ],
      [1.7, -5.7],
    );
    expectClose([...other.coef], [1.1934743818506335, 0.10935508539383115, 0, 0], { abs: 1e-12, rel: 0 }, 'coef');
  });

  it('takes a constant column when it has no intercept of its own', () => {
    const model = new LinearRegression({ fitIntercept: false }).fit(
      [
        [1, 0],
        [1, 1],
        [1, 2],
      ],
      [1, 3, 2],
    );
    expectClose(model.coef, [1.5, 0.5], { abs: 1e-14, rel: 0 }, 'coef');
  });

  it('loses no digits to an offset of 1e6 or to columns of scales 1e-120 to 1e120', () => {
    const { X, y } = sampleData(40, 3, 5);
    const plain = new LinearRegression().fit(X, y);
    const shifted = new LinearRegression().fit(
      X.map((row) => row.map((value) => value + 1e6)),
      y,
    );
    expectClose(shifted.coef, plain.coef, { abs: 0, rel: 1e-8 }, 'coef');
    const scales = [1e-120, 1, 1e120];
    const scaled = new LinearRegression().fit(
      X.map((row) => row.map((value, j) => value * scales[j])),
      y,
    );
    expectClose(
      scaled.coef.map((w, j) => w * scales[j]),
      plain.coef,
      { abs: 0, rel: 1e-12 },
      'coef',
    );
  });

  it('gets nearly collinear columns right to 1e-7 where the plain normal equation has lost all digits', () => {
    const { X } = sampleData(50, 2, 6);
    const near = X.map(([a, b]) => [a, a + 1e-5 * b]);
    const model = new LinearRegression().fit(
      near,
      near.map(([a, b]) => 2 * a + 3 * b),
    );
    expectClose(model.coef, [2, 3], { abs: 1e-7, rel: 0 }, 'coef');
  });

  test.prop([data])('leaves residuals that are orthogonal to every column and to the ones', ({ n, d, seed }) => {
    const { X, y } = sampleData(n, d, seed);
    const predicted = new LinearRegression().fit(X, y).predict(X);
    const residual = y.map((value, i) => value - predicted[i]);
    expectClose(
      residual.reduce((sum, r) => sum + r, 0),
      0,
      { abs: 1e-10, rel: 0 },
      'ones',
    );
    for (let j = 0; j < d; j++)
      expectClose(
        residual.reduce((sum, r, i) => sum + r * X[i][j], 0),
        0,
        { abs: 1e-10, rel: 0 },
        `column ${j}`,
      );
  });

  test.prop([data, fc.double({ min: -100, max: 100, noNaN: true })])(
    'follows a shift of y with the intercept alone',
    ({ n, d, seed }, shift) => {
      const { X, y } = sampleData(n, d, seed);
      const [plain, shifted] = [y, y.map((value) => value + shift)].map((target) => new LinearRegression().fit(X, target));
      expectClose(shifted.coef, plain.coef, unit, 'coef');
      expectClose(shifted.intercept, plain.intercept + shift, unit, 'intercept');
    },
  );

  test.prop([data, fc.integer({ min: -30, max: 30 })])('divides a coefficient by the factor of its column', ({ n, d, seed }, exponent) => {
    const { X, y } = sampleData(n, d, seed);
    const plain = new LinearRegression().fit(X, y);
    const scaled = new LinearRegression().fit(
      X.map(([first, ...rest]) => [first * 2 ** exponent, ...rest]),
      y,
    );
    expectClose(scaled.coef[0] * 2 ** exponent, plain.coef[0], unit, 'coef[0]');
    expectClose(scaled.coef.slice(1), plain.coef.slice(1), unit, 'the other coefficients');
  });

  test.prop([data])('learns each output as if it were alone', ({ n, d, seed }) => {
    const { X, y } = sampleData(n, d, seed);
    const both = new LinearRegression().fit(
      X,
      y.map((value, i) => [value, X[i][0] ** 2]),
    );
    const alone = new LinearRegression().fit(
      X,
      X.map(([first]) => first ** 2),
    );
    expect(both.coef.toTypedArray().slice(d)).toEqual(alone.coef);
    expect(both.intercept[1]).toBe(alone.intercept);
  });
});

describe('LinearRegression.steps', () => {
  it('shows the solution and its refinements, which change next to nothing', () => {
    const { X, y } = sampleData(20, 2, 4);
    const states = [...new LinearRegression().steps(X, y)];
    expect(states.map(({ nIter }) => nIter)).toEqual([1, 2]);
    expect(states[0].coef.shape).toEqual([1, 2]);
    expect(states[1].correction).toBeLessThan(1e-12);
  });
});

describe('LinearRegressionModel.fromJSON', () => {
  it('names the field that has too few columns', () => {
    const { X, y } = sampleData(10, 3, 1);
    const json = new LinearRegression().fit(X, y).toJSON();
    expect(thrown(() => LinearRegressionModel.fromJSON({ ...json, coef: [1] }))).toMatchObject({
      what: "field 'coef' of the saved model is wrong",
      expected: "3 columns or more, as 'singular' says",
    });
    expect(thrown(() => LinearRegressionModel.fromJSON({ ...json, rank: 4 }))).toMatchObject({
      what: "field 'singular' of the saved model is wrong",
    });
  });
});

describe('MultiOutputLinearRegressionModel.fromJSON', () => {
  const model = new LinearRegression().fit({ a: [1, 2, 4], b: [0, 3, 1] }, [
    [1, 2],
    [2, 1],
    [3, 0],
  ]);
  const json: Record<string, unknown> = JSON.parse(JSON.stringify(model));

  it('gives the same bits back', () => {
    const again = MultiOutputLinearRegressionModel.fromJSON(json);
    expect(bits(again)).toBe(bits(model));
    expect(again.predict({ b: [1], a: [2] }).toArray()).toEqual(model.predict([[2, 1]]).toArray());
  });

  it.each([
    ['sizes that do not fit', { ...json, nFeaturesIn: 2 ** 40 }],
    ['no outputs', { ...json, intercept: [] }],
    ['the model of one output', new LinearRegression().fit([[1], [2]], [1, 2]).toJSON()],
  ])('refuses %s', (_, value) => expect(thrown(() => MultiOutputLinearRegressionModel.fromJSON(value))).toBeInstanceOf(DataError));
});
