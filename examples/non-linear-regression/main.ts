// A wavy curve from a linear model: powers and sines of the one column there is.
import { LinearRegression, LinearRegressionGD } from '@hml/classic/linear';
import { rootMeanSquaredError } from '@hml/classic/metrics';
import { linspace, type Matrix, reshape, tensor } from '@hml/tensor';
import { line, overlay, scatter } from '@hml/viz';
import { readWaves } from '../data/read-table.ts';
import { beside } from '../runner/beside.ts';
import { descend } from '../runner/descend.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { CurveFeatures } from './features.ts';

export const title = 'A wavy curve: powers and sines as columns';

/** How well some columns explain y. */
export interface Fitted {
  readonly columns: string;
  readonly nColumns: number;
  readonly rank: number | undefined;
  readonly r2: number;
  readonly rmse: number;
}

/** What the example finds. */
export interface CurveFindings {
  /** x alone, powers, sines, both. */
  readonly fits: readonly Fitted[];
  /** The curve of both at 1000 places. */
  readonly curve: Float64Array;
  /** 50,000 steps of gradient descent: the cost after each, and the intercept. */
  readonly costHistory: Float64Array;
  readonly intercept: number;
}

/** Fits ever more columns at once, then the whole step by step. */
export default async function run(context: ExampleContext): Promise<CurveFindings> {
  const { x, y } = await readWaves();
  const features = new CurveFeatures(x);
  context.text('A linear model is linear in its columns, not in x. Give it powers of x and sines of multiples of x, and it draws curves.');
  context.figure(line(x, y, { title: 'What is to be fitted', xLabel: 'x', yLabel: 'y' }), '250 points, in order.');

  const fit = (columns: string, X: Matrix): Fitted => {
    const model = new LinearRegression().fit(X, y);
    const rmse = rootMeanSquaredError(y, model.predict(X));
    return { columns, nColumns: X.shape[1], rank: model.rank, r2: model.score(X, y), rmse };
  };
  const both = features.both(x);
  const fits = [
    fit('x', reshape(tensor(x), [x.length, 1])),
    fit('powers 1 to 15', features.powers(x)),
    fit('sines 1 to 15', features.sines(x)),
    fit('both', both),
  ];
  context.table(
    'Least squares on ever more columns',
    ['columns', 'how many', 'rank', 'R²', 'RMSE'],
    fits.map(({ columns, nColumns, rank, r2, rmse }) => [columns, nColumns, rank ?? nColumns, r2.toFixed(5), rmse.toFixed(4)]),
  );
  const { r2, rmse, rank } = fits[3];
  context.result('R² of powers and sines', r2.toFixed(5));
  context.result('RMSE', rmse.toFixed(4));
  context.text(
    `Only ${rank} of the 30 columns are independent as far as rounding can tell: odd powers and sines are much alike. Of the many combinations that fit best, the shortest is taken.`,
  );

  const model = new LinearRegression().fit(both, y);
  const places = linspace(x[0], x[x.length - 1], 1000).toTypedArray();
  const curve = model.predict(features.both(places));
  context.figure(
    overlay([scatter(x, y, { label: '250 points' }), line(places, curve, { label: 'powers and sines' })], {
      title: 'The fitted curve',
      xLabel: 'x',
      yLabel: 'y',
    }),
    `Drawn at 1000 places. It explains ${(100 * r2).toFixed(2)} % of the variance; a typical miss is ${rmse.toFixed(1)}. The wiggles at both ends are those of high powers.`,
  );

  const recipe = new LinearRegressionGD({ learningRate: 0.02, maxIter: 50_000, tol: 0 });
  const { costHistory, intercept } = descend(recipe, features.asRepeated(x), y, context);
  const steps = Array.from({ length: 200 }, (_, i) => Math.round(50_000 ** (i / 199)));
  const curves = line(
    steps,
    steps.map((step) => costHistory[step]),
    { label: 'gradient descent' },
  );
  const floor = line([1, 50_000], [rmse ** 2 / 2, rmse ** 2 / 2], { label: 'least squares' });
  context.figure(
    overlay([curves, floor], { title: 'The cost of gradient descent', xLabel: 'Iteration', yLabel: 'Cost J', xType: 'log', yType: 'log' }),
    'Fifty thousand steps, and still four times the smallest cost: where columns are alike, the valley has hardly a slope.',
  );
  beside(context, 'Beside the reference', [
    { what: 'R², least squares', ours: r2, reference: 0.98855, digits: 5 },
    { what: 'RMSE, least squares', ours: rmse, reference: 4.0331, digits: 4 },
    { what: 'intercept, descent', ours: intercept, reference: 60.531874, digits: 6 },
    { what: 'cost after 50,000 steps', ours: costHistory[50_000], reference: 35.0382, digits: 4 },
  ]);
  return { fits, curve, costHistory, intercept };
}

await runAlone(import.meta.url, title, run);
