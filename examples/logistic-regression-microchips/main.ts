// Microchips that pass inspection or not: logistic regression on polynomial features, with a curved boundary, and what a penalty does to it.
import type { LogisticRegressionModel } from '@hml/classic/linear';
import { LogisticRegression } from '@hml/classic/linear';
import { PolynomialFeatures } from '@hml/classic/preprocessing';
import { contour, type Figure, overlay, scatter } from '@hml/viz';
import { readMicrochips } from '../data/read-classes.ts';
import { classColors } from '../figures/colors.ts';
import { costCurve } from '../figures/cost-curve.ts';
import { decisionGrid } from '../figures/decision-grid.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';

export const title = 'Microchips: logistic regression with a curved boundary';

/** What one strength of the penalty gave. */
export interface Fitted {
  readonly lambda: number;
  readonly degree: number;
  readonly accuracy: number;
  /** [intercept, then a weight for each product of the two tests, by rising degree]. */
  readonly theta: readonly number[];
  /** The mean cost before the first step and after each, penalty included. */
  readonly costs: readonly number[];
  readonly model: LogisticRegressionModel<number>;
}

/** What the example finds. */
export interface MicrochipFindings {
  /** Degree 6, $\lambda$ = 0, 1 and 100. */
  readonly fits: readonly Fitted[];
  /** Degree 5, without a penalty. */
  readonly fifth: Fitted;
}

type Rows = readonly (readonly number[])[];

/** All products of the two tests up to a degree; the intercept needs no column. */
const featuresOf = (degree: number) => new PolynomialFeatures({ degree, includeBias: false }).fit([[0, 0]]);

/** Fits the course's three penalties, compares, and draws a boundary for each. */
export default async function run(context: ExampleContext): Promise<MicrochipFindings> {
  const { X, y } = await readMicrochips();
  context.text('118 microchips, two tests each. The good ones lie in the middle, the bad ones around them: no straight line parts them.');
  const fits = [0, 1, 100].map((lambda) => fitWith(X, y, 6, lambda));
  const fifth = fitWith(X, y, 5, 0);
  const [, regularised] = fits;
  context.result('accuracy, λ = 1', `${percent(regularised.accuracy)} (expected: 83.0508 %)`);
  context.result(
    'θ₀, θ₁, θ₂, λ = 1',
    `[${regularised.theta
      .slice(0, 3)
      .map((value) => value.toFixed(6))
      .join(', ')}]`,
  );
  context.table(
    'What the penalty does',
    ['degree', 'λ', 'right (%)', 'expected', 'largest weight', 'mean cost J'],
    [fifth, ...fits].map(({ degree, lambda, accuracy, theta, costs }, i) => [
      degree,
      lambda,
      (100 * accuracy).toFixed(4),
      ['88.9831', '88.983', '83.0508', '61.017'][i],
      Number(Math.max(...theta.slice(1).map(Math.abs)).toPrecision(4)),
      Number(costs[costs.length - 1].toFixed(6)),
    ]),
  );
  context.table(
    'The first three of 28 parameters at λ = 1',
    ['parameter', 'ours, the minimum', 'a descent that stopped early'],
    [1.272711, 0.625367, 1.180959].map((stopped, i) => [`θ${'₀₁₂'[i]}`, regularised.theta[i].toFixed(6), stopped.toFixed(6)]),
  );
  const captions = [
    'Without a penalty the boundary bends around single chips: 89 % of these 118 are right, and the next ones will suffer for it.',
    'With λ = 1 it is an oval, as one would draw by hand.',
    'With λ = 100 nothing may weigh: all probabilities lie near one half, and the oval leaves out half of the good chips.',
  ];
  fits.forEach((fitted, i) => void context.figure(boundary(X, y, fitted), captions[i]));
  context.figure(costCurves(fits), 'Newton steps from log 2, the cost of knowing nothing. The larger the penalty, the rounder the valley.');
  return { fits, fifth };
}

/** Logistic regression on the products, by Newton's method; $C = 1 / \lambda$. */
function fitWith(X: Rows, y: Int32Array, degree: number, lambda: number): Fitted {
  const features = featuresOf(degree).transform(X);
  const strength = lambda === 0 ? { penalty: null } : { C: 1 / lambda };
  const fit = new LogisticRegression({ ...strength, solver: 'newton-cholesky', tol: 1e-10 }).steps(features, y);
  const costs = Array.from(fit, ({ cost }) => cost);
  const { model } = fit;
  const theta = [model.intercept[0], ...model.coef.at(0).toTypedArray()].map(Number);
  return { lambda, degree, accuracy: model.score(features, y), theta, costs, model };
}

const percent = (share: number) => `${(100 * share).toFixed(4)} %`;
const axes = { xLabel: 'Test 1', yLabel: 'Test 2' };
const grid = decisionGrid([-1, 1.25], [-0.9, 1.25]);

/** The probability of passing as tints, the boundary as a line, and the chips. */
function boundary(X: Rows, y: Int32Array, { lambda, degree, accuracy, model }: Fitted): Figure {
  const scores = model.decisionFunction(featuresOf(degree).transform(grid.places));
  if (!(scores instanceof Float64Array)) throw new TypeError('more than two classes have a column each'); // two have one score
  const [passed, failed] = [grid.heights(scores), grid.heights(scores.map((z) => -z))];
  const [blue, orange] = classColors;
  const thresholds = [0.5, 0.7, 0.9].map((p) => Math.log(p / (1 - p))); // z is the logarithm of the odds
  const chips = (wanted: number, label: string, color: string) => {
    const own = X.filter((_, i) => y[i] === wanted);
    const [first, second] = [own.map((row) => row[0]), own.map((row) => row[1])];
    return scatter(first, second, { label, color, ...axes });
  };
  return overlay(
    [
      contour(grid.x, grid.y, passed, { thresholds, filled: true, color: blue }),
      contour(grid.x, grid.y, failed, { thresholds, filled: true, color: orange }),
      contour(grid.x, grid.y, passed, { thresholds: [0], color: 'currentColor' }),
      chips(1, 'passed', blue),
      chips(0, 'failed', orange),
    ],
    { title: `λ = ${lambda}: ${percent(accuracy)} right`, ...axes },
  );
}

function costCurves(fits: readonly Fitted[]): Figure {
  const curves = fits.map(({ lambda, costs }) => costCurve(costs, { label: `λ = ${lambda}` }));
  return overlay(curves, { title: 'The falling cost', yLabel: 'Mean cost J, penalty included' });
}

await runAlone(import.meta.url, title, run);
