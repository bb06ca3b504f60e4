import {
  HuberRegressor,
  LinearRegression,
  LinearRegressionGD,
  LogisticRegression,
  LogisticRegressionGD,
  lassoPath,
  PolynomialRegression,
  Ridge,
  SGDRegressor,
} from '@hml/classic/linear';
import { normal, random } from '@hml/tensor';
import type { Figure } from '@hml/viz';
import { contour, line, overlay, scatter } from '@hml/viz';

const grid = (from: number, to: number, n: number = 81): number[] =>
  Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));
const column = (x: readonly number[]): number[][] => x.map((value) => [value]);
const noise = normal(random(1), [12]).toTypedArray();

const x = grid(0, 5.5, 12);
const y = x.map((value, i) => 1 + value + noise[i]);
/** About mean 0, where both parameters of a line matter alike. */
const centred = x.map((value) => value - 2.75);

function linearRegression(): Figure {
  const fitted = new LinearRegression().fit(column(x), y).predict(column(x));
  const ends = x.flatMap((value) => [value, value, Number.NaN]);
  const errors = x.flatMap((_, i) => [y[i], fitted[i], Number.NaN]);
  const distances = line(ends, errors, { label: 'distances whose squares are added up', color: '#999999' });
  return overlay([distances, scatter(x, y), line(x, fitted, { label: 'least squares' })], { xLabel: 'x', yLabel: 'y' });
}

/** Blue and orange of the charts, for a line and its points. */
const [blue, orange] = ['#0d7bc0', '#d55e00'];

/** $J(w, b)$ over a grid. */
function bowl(): Figure {
  const [w, b] = [grid(-0.8, 2.2, 31), grid(-0.5, 7.5, 31)];
  const cost = (slope: number, height: number): number =>
    centred.reduce((sum, value, i) => sum + (slope * value + height - y[i]) ** 2, 0) / (2 * centred.length);
  const heights = b.map((height) => w.map((slope) => cost(slope, height)));
  return contour(w, b, heights, { thresholds: [0.5, 1, 2, 4, 8], label: 'cost J(w, b)', color: '#999999', xLabel: 'w', yLabel: 'b' });
}

function walk(states: Iterable<{ readonly coef: Float64Array; readonly intercept: number }>, label: string, color: string): Figure {
  const points = Array.from(states, ({ coef, intercept }) => [coef[0], intercept]);
  const [w, b] = [points.map(([value]) => value), points.map(([, value]) => value)];
  return overlay([line(w, b, { label, color }), scatter(w, b, { color })]);
}

function linearRegressionGD(): Figure {
  const long = new LinearRegressionGD({ learningRate: 0.6, maxIter: 12, tol: 0 }).steps(column(centred), y);
  const short = new LinearRegressionGD({ learningRate: 0.1, maxIter: 12, tol: 0 }).steps(column(centred), y);
  return overlay([bowl(), walk(long, 'learningRate 0.6', blue), walk(short, 'learningRate 0.1', orange)]);
}

const hours = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4];
const passed = [0, 0, 0, 1, 0, 1, 1, 1];

function logisticRegression(): Figure {
  const model = new LogisticRegression({ C: 10 }).fit(column(hours), passed);
  const at = grid(0, 4.5);
  const P = model.predictProba(column(at)).toTypedArray();
  const curve = line(
    at,
    at.map((_, i) => P[2 * i + 1]),
    { label: 'h(x)' },
  );
  return overlay([line([0, 4.5], [0.5, 0.5], { label: 'one half', color: '#999999' }), scatter(hours, passed), curve], {
    xLabel: 'hours of learning',
    yLabel: 'passed',
  });
}

function logisticRegressionGD(): Figure {
  const [X, updates] = [column(hours), Array.from({ length: 61 }, (_, i) => i)];
  const curves = [0.03, 0.1, 0.3].map((learningRate) => {
    const [costs] = new LogisticRegressionGD({ learningRate, maxIter: 60, tol: 0 }).fit(X, passed).costHistories;
    return line(updates, costs, { label: `learningRate ${learningRate}` });
  });
  return overlay(curves, { xLabel: 'updates', yLabel: 'cost J' });
}

function polynomialRegression(): Figure {
  const at = grid(0, 5.5);
  const waves = x.map((value, i) => 3 * Math.sin(value) + noise[i]);
  const curves = [1, 3, 10].map((degree) => {
    const curve = new PolynomialRegression({ degree }).fit(column(centred), waves).predict(column(at.map((value) => value - 2.75)));
    return line(at, curve, { label: `degree ${degree}` });
  });
  return overlay([...curves, scatter(x, waves)], { xLabel: 'x', yLabel: 'y' });
}

function huber(): Figure {
  const slipped = y.map((value, i) => (i === 11 ? -8 : value));
  const lines = [
    line(x, new LinearRegression().fit(column(x), slipped).predict(column(x)), { label: 'least squares' }),
    line(x, new HuberRegressor().fit(column(x), slipped).predict(column(x)), { label: 'Huber' }),
  ];
  return overlay([...lines, scatter(x, slipped)], { xLabel: 'x', yLabel: 'y' });
}

/** Two columns that are nearly one, a third that matters less, and one that does not matter. */
const similar = centred.map((value, i) => [value, value + 0.3 * noise[(i + 5) % 12], noise[(i + 3) % 12], noise[(i + 8) % 12]]);
const answer = similar.map(([a, b, c], i) => a + b + 0.7 * c + 0.5 * noise[i]);
const names = ['x0', 'x1, nearly x0', 'x2', 'x3, chance'];

function paths(alphas: readonly number[], coefs: readonly (readonly number[])[]): Figure {
  const axes = { xType: 'log', xLabel: 'alpha', yLabel: 'coefficient' } as const;
  return overlay(
    coefs.map((values, j) => line(alphas, values, { label: names[j] })),
    axes,
  );
}

const logarithmic = (from: number, to: number): number[] => grid(Math.log10(from), Math.log10(to), 61).map((power) => 10 ** power);

function ridge(): Figure {
  const alphas = logarithmic(0.01, 1000);
  const models = alphas.map((alpha) => new Ridge({ alpha }).fit(similar, answer));
  return paths(
    alphas,
    names.map((_, j) => models.map(({ coef }) => coef[j])),
  );
}

function elasticNet(): Figure {
  const { alphas, coefs } = lassoPath(similar, answer, { alphas: logarithmic(0.01, 10) });
  return paths(
    [...alphas],
    names.map((_, j) => coefs.toArray()[j].map(Number)),
  );
}

function sgd(): Figure {
  const recipe = new SGDRegressor({ eta0: 0.08, learningRate: 'constant', alpha: 0 });
  const states: { readonly coef: Float64Array; readonly intercept: number }[] = [{ coef: Float64Array.of(0), intercept: 0 }];
  let model = recipe.partialFit([[centred[0]]], [y[0]]);
  for (let i = 1; i < 36; i++) {
    states.push(model);
    model = recipe.partialFit([[centred[(5 * i) % 12]]], [y[(5 * i) % 12]], model);
  }
  const whole = new LinearRegressionGD({ learningRate: 0.3, maxIter: 12, tol: 0 }).steps(column(centred), y);
  return overlay([bowl(), walk(states, 'a step per sample', blue), walk(whole, 'a step per pass', orange)]);
}

/** The picture of each page, by the page's folder. */
export const pictures: Readonly<Record<string, () => Figure>> = {
  'elastic-net': elasticNet,
  huber,
  'linear-regression': linearRegression,
  'linear-regression-gd': linearRegressionGD,
  'logistic-regression': logisticRegression,
  'logistic-regression-gd': logisticRegressionGD,
  'polynomial-regression': polynomialRegression,
  ridge,
  sgd,
};
