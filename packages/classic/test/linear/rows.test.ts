import { concat } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { LinearRegression, LinearRegressionGD, LogisticRegression, LogisticRegressionGD } from '../../src/linear/index.ts';
import { PolynomialFeatures, SinusoidFeatures, StandardScaler } from '../../src/preprocessing/index.ts';
import data from '../fixtures/rows.json' with { type: 'json' };
import { expectClose } from '../golden.ts';
import { sampleData, tableOf } from '../samples.ts';

/** Columns of a table, and its last one. */
function split(rows: readonly (readonly number[])[], columns: readonly number[] = [0]): { readonly X: number[][]; readonly y: number[] } {
  return { X: rows.map((row) => columns.map((j) => row[j])), y: rows.map((row) => row[row.length - 1]) };
}

const quiet = { onWarning: () => {} };

describe('the rows of the source programs', () => {
  it('H1a: happiness by GDP is 3.20321268 + 2.18418495 x, by gradient descent too', () => {
    const { X, y } = split(data.happiness);
    const model = new LinearRegression().fit(X, y);
    expectClose([model.intercept, ...model.coef], [3.20321268, 2.18418495], { abs: 1e-8, rel: 0 }, 'θ');
    expect(model.score(X, y)).toBeCloseTo(0.66010548, 8);
    const scaler = new StandardScaler().fit(X);
    const descent = new LinearRegressionGD({ learningRate: 0.1, maxIter: 500, tol: 0 }).fit(scaler.transform(X), y);
    expectClose([descent.intercept, ...descent.coef], [5.35401936, 0.9161195], { abs: 1e-6, rel: 0 }, 'θ of the normalised column');
  });

  it('H1b: happiness by GDP and freedom is 2.54607670 + 1.87359289 x₁ + 2.35571106 x₂', () => {
    const { X, y } = split(data.happiness, [0, 1]);
    const model = new LinearRegression().fit(X, y);
    expectClose([model.intercept, ...model.coef], [2.5460767, 1.87359289, 2.35571106], { abs: 1e-8, rel: 0 }, 'θ');
    expect(model.score(X, y)).toBeCloseTo(0.74432587, 8);
  });

  it('H1c: powers and sines of degree 15 explain 98.85 % of the curve, of a rank below their number', () => {
    const { X, y } = split(data.curve);
    const x = new StandardScaler().fit(X).transform(X);
    const powers = new PolynomialFeatures({ degree: 15, includeBias: false }).fit(x).transform(x);
    const sines = new SinusoidFeatures({ degree: 15 }).fit(x).transform(x);
    const columns = tableOf(concat([powers, sines], 1));
    const model = new LinearRegression().fit(columns, y);
    expect(model.score(columns, y)).toBeGreaterThan(0.9885);
    expect(model.rank).toBeLessThan(30);
  });

  it('S2-1: gradient descent finds 2 and 1 to within 0.05, for y as a column too', () => {
    const { X } = sampleData(100, 1, 1);
    const y = X.map(([x], i) => [2 * x + 1 + 0.1 * Math.sin(i * i)]);
    const model = new LinearRegressionGD().fit(X, y, quiet);
    expectClose([...model.coef, model.intercept], [2, 1], { abs: 0.05, rel: 0 }, 'w and b');
  });

  it('O1: the price of a house is 89597.9095 + 139.2107 area − 8738.0191 rooms', () => {
    const { X, y } = split(data.houses, [0, 1]);
    const model = new LinearRegression().fit(X, y);
    expectClose([model.intercept, ...model.coef], [89597.9095, 139.2107, -8738.0191], { abs: 5e-5, rel: 0 }, 'θ');
    expectClose(model.predict([[1650, 3]]), [293081.46], { abs: 0.005, rel: 0 }, 'price');
  });

  it('H3a: iris by petals, each species against the rest, has the exact θ where there is one, and accuracy 96 %', () => {
    const model = new LogisticRegression({ penalty: null, multiClass: 'ovr', tol: 1e-10, maxIter: 1000 }).fit(
      data.petals,
      data.species,
      quiet,
    );
    const theta = tableOf(model.coef).map((row, c) => [model.intercept[c], ...row]);
    expectClose(theta[1], [-2.85880689, 1.54646368, -3.10710628], { abs: 1e-6, rel: 0 }, 'VERSICOLOR');
    expectClose(theta[2], [-45.27234376, 5.75453232, 10.44669989], { abs: 1e-6, rel: 1e-6 }, 'VIRGINICA');
    expect(model.score(data.petals, data.species)).toBe(0.96);
    const descent = new LogisticRegressionGD({ learningRate: 1, maxIter: 2000 }).fit(
      new StandardScaler().fit(data.petals).transform(data.petals),
      data.species,
      quiet,
    );
    expect(descent.costHistories[1].at(-1)).toBeCloseTo(0.5759359, 6);
  });

  it('H3b: microchips by powers of degree 6: 88.983 %, 83.0508 % and 61.017 % for λ = 0, 1, 100', () => {
    const { X, y } = split(data.microchips, [0, 1]);
    const powers = new PolynomialFeatures({ degree: 6, includeBias: false }).fit(X).transform(X);
    const fit = (options: object) => new LogisticRegression({ maxIter: 1000, tol: 1e-10, ...options }).fit(powers, y, quiet);
    const one = fit({ C: 1 });
    expect(100 * one.score(powers, y)).toBeCloseTo(83.0508, 4);
    // 1.272711, 0.625367, 1.180959 is where L-BFGS-B stops in scikit-learn; this is the minimum, by its Newton's method
    expectClose([one.intercept[0], ...tableOf(one.coef)[0].slice(0, 2)], [1.2727395, 0.6252718, 1.1810887], { abs: 1e-6, rel: 0 }, 'θ');
    expect(100 * fit({ penalty: null, solver: 'newton-cholesky' }).score(powers, y)).toBeCloseTo(88.983, 3);
    expect(100 * fit({ C: 0.01 }).score(powers, y)).toBeCloseTo(61.017, 3);
  });
});
