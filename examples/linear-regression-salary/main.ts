// Salary and years of work: the best line, by one equation and by many small steps.
import { LinearRegression } from '@hml/classic/linear';
import { r2Score, rootMeanSquaredError } from '@hml/classic/metrics';
import { loadSalary } from '@hml/data/salary';
import { line, overlay, scatter } from '@hml/viz';
import { costCurve } from '../figures/cost-curve.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { type Descent, descend, descendStandardized } from './descent.ts';

export const title = 'Salary and years of work: linear regression';

/** What the example finds. */
export interface SalaryFindings {
  /** $\theta$ = [intercept, slope] by the normal equation. */
  readonly theta: readonly [number, number];
  readonly r2: number;
  readonly rmse: number;
  /** Predicted salaries after 5 and 12 years. */
  readonly predictions: Float64Array;
  /** Gradient descent on years as they are, and on standardised years. */
  readonly raw: Descent;
  readonly standardized: Descent;
}

/** Fits the salary table twice, compares, predicts, and draws. */
export default async function run(context: ExampleContext): Promise<SalaryFindings> {
  const { X, y } = loadSalary();
  const years = X.map(([value]) => value);
  const points = scatter(years, y, { label: '30 people', xLabel: 'Working age (years)', yLabel: 'Salary' });
  context.text(
    `Thirty people, ${Math.min(...years)} to ${Math.max(...years)} years of work. The points lie nearly on a line: which one fits best?`,
  );
  context.figure(overlay([points], { title: 'Salary and working age' }), 'Each point is one person.');

  const model = new LinearRegression().fit(X, y);
  const theta = [model.intercept, model.coef[0]] as const;
  const fitted = model.predict(X);
  const r2 = r2Score(y, fitted);
  const rmse = rootMeanSquaredError(y, fitted);
  context.result('θ (normal equation)', `[${theta.map((value) => value.toFixed(8)).join(', ')}]`);
  context.result('R²', r2.toFixed(10));
  context.result('RMSE', rmse.toFixed(4));
  context.text(
    `So a start at ${theta[0].toFixed(0)}, and ${theta[1].toFixed(0)} more with each year; a typical miss is ${rmse.toFixed(0)}.`,
  );
  const ends = [Math.min(...years), Math.max(...years)];
  const fit = line(ends, model.predict(ends.map((x) => [x])), { label: 'least squares' });
  context.figure(
    overlay([points, fit], { title: 'The line of least squares' }),
    `The line explains ${(100 * r2).toFixed(1)} % of the variance.`,
  );

  const predictions = model.predict([[5], [12]]);
  context.table(
    'Predicted salaries',
    ['years', 'salary', 'how far to trust it'],
    [
      [5, Math.round(predictions[0]), 'inside the data (1.1 to 10.5 years): as good as the fit'],
      [12, Math.round(predictions[1]), 'extrapolation: no one here worked that long, and nothing says the line goes on'],
    ],
  );

  const raw = descend(X, y, context);
  const standardized = descendStandardized(X, y, context);
  context.result('θ (gradient descent)', `[${standardized.theta.map((value) => value.toFixed(4)).join(', ')}]`);
  context.table(
    'The same line by gradient descent',
    ['years of work', 'rate', 'steps', 'intercept', 'slope'],
    [
      ['as they are', raw.learningRate, raw.nIter, ...raw.theta],
      ['standardised', standardized.learningRate, standardized.nIter, ...standardized.theta],
    ],
  );
  const axes = { xType: 'log', yType: 'log' } as const;
  const curves = [
    costCurve(standardized.costHistory, { label: 'years standardised', ...axes }),
    costCurve(raw.costHistory, { label: 'years as they are', ...axes }),
  ];
  context.figure(
    overlay(curves, { title: 'The falling cost of gradient descent' }),
    'Both end at the same cost. With standardised years the valley is round and the way down is short.',
  );
  return { theta, r2, rmse, predictions, raw, standardized };
}

await runAlone(import.meta.url, title, run);
