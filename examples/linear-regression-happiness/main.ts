// Happiness and wealth of 155 countries: one feature, a line, and two ways to it.
import { LinearRegression, LinearRegressionGD, type LinearRegressionGDModel } from '@hml/classic/linear';
import { meanSquaredError } from '@hml/classic/metrics';
import { takeRows, trainTestIndices } from '@hml/classic/model-selection';
import { StandardScaler } from '@hml/classic/preprocessing';
import { grid, histogram, line, overlay, scatter } from '@hml/viz';
import { type HappinessReport, readHappiness } from '../data/read-table.ts';
import { costCurve } from '../figures/cost-curve.ts';
import { beside } from '../runner/beside.ts';
import { descend } from '../runner/descend.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { inTableUnits, type Theta } from '../runner/table-units.ts';

export const title = 'Happiness and wealth: a line through 155 countries';

/** What the example finds. */
export interface HappinessFindings {
  /** Intercept and slope on all countries, GDP as it is. */
  readonly line: readonly [number, number];
  readonly r2: number;
  /** The same by gradient descent until it stands still. */
  readonly descended: Theta;
  /** 500 steps of rate 0.01 on the standardised GDP of all countries. */
  readonly short: LinearRegressionGDModel;
  /** 500 steps on the countries to learn from, and the cost on those to test on. */
  readonly split: { readonly model: LinearRegressionGDModel; readonly testCost: number; readonly nTrain: number; readonly nTest: number };
}

/** Looks at the table, fits a part, tests it on the rest, then fits all and compares. */
export default async function run(context: ExampleContext): Promise<HappinessFindings> {
  const report = await readHappiness();
  look(context, report);
  const split = learnAndTest(context, report);

  const { 'GDP per capita': gdp, score: y } = report.columns;
  const X = { gdp };
  const model = new LinearRegression().fit(X, y);
  const r2 = model.score(X, y);
  const whole = [model.intercept, model.coef[0]] as const;
  context.result('intercept, slope (all countries)', `${whole.map((value) => value.toFixed(8)).join(', ')}`);
  context.result('R²', r2.toFixed(8));

  const scaler = new StandardScaler().fit(X);
  const short = descend(new LinearRegressionGD({ learningRate: 0.01, maxIter: 500, tol: 0 }), scaler.transform(X), y, context);
  const long = descend(new LinearRegressionGD({ learningRate: 0.1, maxIter: 1000, tol: 1e-10 }), scaler.transform(X), y, context);
  const descended = inTableUnits(long, scaler);
  const standard = new LinearRegression().fit(scaler.transform(X), y);
  beside(context, 'All 155 countries, beside the reference', [
    { what: 'intercept, least squares', ours: whole[0], reference: 3.20321268 },
    { what: 'slope, least squares', ours: whole[1], reference: 2.18418495 },
    { what: 'R²', ours: r2, reference: 0.66010548 },
    { what: 'intercept, GDP standardised', ours: standard.intercept, reference: 5.35401936 },
    { what: 'slope, GDP standardised', ours: standard.coef[0], reference: 0.9161195 },
    { what: 'slope, 500 steps of descent', ours: short.coef[0], reference: 0.91010015 },
    { what: 'intercept, 500 steps of descent', ours: short.intercept, reference: 5.35379971 },
    { what: 'intercept, descent to the end', ours: descended[0], reference: 3.20321268 },
    { what: 'slope, descent to the end', ours: descended[1], reference: 2.18418495 },
  ]);
  context.text(
    'One number differs, and must: the program that the 500 steps of the reference come from moves the intercept twice in each. Ours has 0.99⁵⁰⁰ = 0.66 % of its way left, that one 0.98⁵⁰⁰ = 0.004 %.',
  );
  return { line: whole, r2, descended, short, split };
}

function look(context: ExampleContext, { countries, columns }: HappinessReport): void {
  context.text(
    'How happy are people, on a scale from 0 to 10, and what goes with it? The World Happiness Report of 2017, a row per country.',
  );
  context.table(
    'The first five rows',
    ['country', 'score', 'GDP per capita', 'family', 'life expectancy', 'freedom'],
    [0, 1, 2, 3, 4].map((i) => [
      countries[i],
      ...(['score', 'GDP per capita', 'family', 'life expectancy', 'freedom'] as const).map((name) => columns[name][i].toFixed(3)),
    ]),
  );
  context.figure(
    grid(
      Object.entries(columns).map(([name, values]) => histogram(values, { title: name, nBins: 10, yLabel: '' })),
      { title: 'How many countries have which value' },
    ),
    'The rank is flat, by its nature. Happiness is spread around 5.3; few countries are known for their generosity, and trust is rare.',
  );
}

/** The usual way: learn from four fifths of the countries, in 500 steps, and test on the others. */
function learnAndTest(context: ExampleContext, { countries, columns }: HappinessReport): HappinessFindings['split'] {
  const { 'GDP per capita': gdp, score } = columns;
  const { train, test } = trainTestIndices(countries.length, { testSize: 0.2, randomState: 7 });
  const [xTrain, xTest, yTrain, yTest] = [takeRows(gdp, train), takeRows(gdp, test), takeRows(score, train), takeRows(score, test)];
  const axes = { xLabel: 'GDP per capita (its part in the score)', yLabel: 'Happiness score' };
  const seen = scatter(xTrain, yTrain, { label: `${train.length} to learn from`, ...axes });
  const unseen = scatter(xTest, yTest, { label: `${test.length} to test on`, ...axes });
  context.figure(
    overlay([seen, unseen], { title: 'Happiness and wealth' }),
    'Richer countries are happier; whether the one comes from the other, the picture cannot say.',
  );

  const scaler = new StandardScaler().fit({ gdp: xTrain }); // of the training part alone: a test must not know the test rows
  const recipe = new LinearRegressionGD({ learningRate: 0.01, maxIter: 500, tol: 0 });
  const model = descend(recipe, scaler.transform({ gdp: xTrain }), yTrain, context);
  const predicted = model.predict(scaler.transform({ gdp: xTest }));
  const testCost = meanSquaredError(yTest, predicted) / 2;
  const { costHistory } = model;
  context.figure(
    costCurve(costHistory, { title: 'The cost falls' }),
    `From ${costHistory[0].toFixed(3)} to ${costHistory[500].toFixed(4)} in 500 steps of rate 0.01.`,
  );
  beside(context, `500 steps on ${train.length} countries; the reference drew other ones`, [
    { what: 'cost at the start', ours: costHistory[0], reference: 14.742, digits: 4 },
    { what: 'cost after 500 steps', ours: costHistory[500], reference: 0.2044, digits: 4 },
    { what: 'cost on the test rows', ours: testCost, reference: 0.3238, digits: 4 },
  ]);
  const ends = [Math.min(...gdp), Math.max(...gdp)];
  const fitted = line(ends, model.predict(scaler.transform({ gdp: ends })), { label: 'fitted' });
  context.figure(
    overlay([seen, unseen, fitted], { title: 'The line' }),
    'Fitted to the blue countries. The orange ones lie around it no worse.',
  );
  context.table(
    'Ten countries it has not seen',
    ['country', 'score', 'predicted', 'difference'],
    Array.from(test.subarray(0, 10), (row, i) => [
      countries[row],
      yTest[i].toFixed(3),
      predicted[i].toFixed(3),
      (yTest[i] - predicted[i]).toFixed(3),
    ]),
  );
  return { model, testCost, nTrain: train.length, nTest: test.length };
}

await runAlone(import.meta.url, title, run);
