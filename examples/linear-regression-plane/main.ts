// Happiness by wealth and freedom: two features, a plane.
import { LinearRegression, LinearRegressionGD } from '@hml/classic/linear';
import { StandardScaler } from '@hml/classic/preprocessing';
import { linspace } from '@hml/tensor';
import { grid, histogram, line, overlay, scatter, surface } from '@hml/viz';
import { type HappinessReport, readHappiness } from '../data/read-table.ts';
import { costCurve } from '../figures/cost-curve.ts';
import { beside } from '../runner/beside.ts';
import { descend } from '../runner/descend.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { inTableUnits, type Theta } from '../runner/table-units.ts';

export const title = 'Happiness by wealth and freedom: a plane';

/** What the example finds. */
export interface PlaneFindings {
  /** The intercept, and the slopes along GDP and freedom. */
  readonly theta: readonly [number, number, number];
  readonly r2: number;
  /** The same by gradient descent, and its costs. */
  readonly descended: Theta;
  readonly costHistory: Float64Array;
  /** Heights of the plane over a grid of GDP and freedom, a row per value of freedom. */
  readonly plane: { readonly gdp: Float64Array; readonly freedom: Float64Array; readonly heights: readonly Float64Array[] };
}

/** Fits the plane at once and step by step, and draws it. */
export default async function run(context: ExampleContext): Promise<PlaneFindings> {
  const { columns } = await readHappiness();
  const { 'GDP per capita': gdp, freedom, score: y } = columns;
  const X = { gdp, freedom };
  context.text('Wealth explains two thirds of the differences in happiness between countries. Does freedom explain some of the rest?');
  const parts = { 'GDP per capita': gdp, freedom, score: y };
  context.figure(
    grid(
      Object.entries(parts).map(([name, values]) => histogram(values, { title: name, yLabel: '' })),
      { title: 'How many countries have which value', nColumns: 3 },
    ),
    'Two features and the target, in 155 countries.',
  );

  const model = new LinearRegression().fit(X, y);
  const theta = [model.intercept, model.coef[0], model.coef[1]] as const;
  const r2 = model.score(X, y);
  context.result('intercept, GDP, freedom', theta.map((value) => value.toFixed(8)).join(', '));
  context.result('R²', r2.toFixed(8));
  beside(context, 'Beside the reference', [
    { what: 'intercept', ours: theta[0], reference: 2.5460767 },
    { what: 'slope along GDP per capita', ours: theta[1], reference: 1.87359289 },
    { what: 'slope along freedom', ours: theta[2], reference: 2.35571106 },
    { what: 'R²', ours: r2, reference: 0.74432587 },
  ]);

  const plane = planeOver(columns, model);
  context.figure(
    surface(plane.gdp, plane.freedom, plane.heights, {
      points: { x: gdp, y: freedom, z: y },
      title: 'The plane of least squares',
      xLabel: 'GDP per capita',
      yLabel: 'Freedom',
      zLabel: 'Happiness score',
      label: 'fitted plane',
    }),
    'Each stem is what the plane misses a country by; the sum of their squares is the smallest that a plane can have.',
  );
  const fitted = model.predict(X);
  const ends = [2.5, 7.6];
  context.figure(
    overlay([scatter(fitted, y, { label: '155 countries' }), line(ends, ends, { label: 'as predicted' })], {
      title: 'Predicted and true',
      xLabel: 'Predicted score',
      yLabel: 'Happiness score',
    }),
    `With freedom the plane explains ${(100 * r2).toFixed(1)} % of the variance; the line through GDP alone, 66.0 %.`,
  );

  const scaler = new StandardScaler().fit(X);
  const recipe = new LinearRegressionGD({ learningRate: 0.1, maxIter: 1000, tol: 1e-10 });
  const descent = descend(recipe, scaler.transform(X), y, context);
  const descended = inTableUnits(descent, scaler);
  context.figure(
    costCurve(descent.costHistory.subarray(0, 101), { title: 'The cost of gradient descent', yType: 'log' }),
    `Standardised columns, rate 0.1. After ${descent.nIter} steps the plane is the same to eight digits: ${descended.map((value) => value.toFixed(8)).join(', ')}.`,
  );
  return { theta, r2, descended, costHistory: descent.costHistory, plane };
}

/** The plane as data: a prediction at each place of a grid over both features. */
function planeOver({ 'GDP per capita': gdp, freedom }: HappinessReport['columns'], model: { predict(X: number[][]): Float64Array }) {
  const [across, deep] = [gdp, freedom].map((values) => linspace(Math.min(...values), Math.max(...values), 11).toTypedArray());
  const heights = Array.from(deep, (free) => model.predict(Array.from(across, (wealth) => [wealth, free])));
  return { gdp: across, freedom: deep, heights };
}

await runAlone(import.meta.url, title, run);
