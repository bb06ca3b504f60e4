// House prices by area and bedrooms: fifty steps of descent, and the equation that needs none.
import { LinearRegression, LinearRegressionGD } from '@hml/classic/linear';
import { StandardScaler } from '@hml/classic/preprocessing';
import { linspace } from '@hml/tensor';
import { overlay, scatter, surface } from '@hml/viz';
import { readHousePrices } from '../data/read-table.ts';
import { costCurve } from '../figures/cost-curve.ts';
import { beside } from '../runner/beside.ts';
import { descend } from '../runner/descend.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';

export const title = 'House prices: descent and the normal equation';

/** What the example finds. */
export interface HouseFindings {
  /** Intercept, dollars per square foot, dollars per bedroom, by the normal equation. */
  readonly theta: readonly [number, number, number];
  /** The price of 1650 square feet with 3 bedrooms by the equation, after 50 steps of rate 0.1, and after 400. */
  readonly price: number;
  readonly priceAfter50: number;
  readonly priceAfter400: number;
  /** The costs of 50 steps at several rates. */
  readonly costs: ReadonlyMap<number, Float64Array>;
}

const house = [[1650, 3]];
const rates = [0.01, 0.03, 0.1, 0.3, 1];

/** Fits 47 houses by the equation and by descent, and asks both for a price. */
export default async function run(context: ExampleContext): Promise<HouseFindings> {
  const { X, y } = await readHousePrices();
  const [area, bedrooms] = [0, 1].map((j) => X.map((row) => row[j]));
  context.text(
    'Forty-seven houses, their living area in square feet, their bedrooms, and what they were sold for. What would 1650 square feet with three bedrooms cost?',
  );
  context.figure(
    overlay(
      [1, 2, 3, 4, 5].map((rooms) => {
        const has = (_: number, i: number) => bedrooms[i] === rooms;
        return scatter(area.filter(has), y.filter(has), { label: rooms === 1 ? '1 bedroom' : `${rooms} bedrooms` });
      }),
      { title: 'Price and living area', xLabel: 'Living area (square feet)', yLabel: 'Price ($)' },
    ),
    'Area says most of it. Larger houses have more bedrooms, so the two are hard to tell apart.',
  );

  const model = new LinearRegression().fit(X, y);
  const theta = [model.intercept, model.coef[0], model.coef[1]] as const;
  const [price] = model.predict(house);
  context.result('θ (normal equation)', theta.map((value) => value.toFixed(4)).join(', '));
  context.result('price of 1650 square feet, 3 bedrooms', price.toFixed(2));
  beside(context, 'Beside the reference', [
    { what: 'intercept', ours: theta[0], reference: 89597.9095, digits: 4 },
    { what: 'per square foot', ours: theta[1], reference: 139.2107, digits: 4 },
    { what: 'per bedroom', ours: theta[2], reference: -8738.0191, digits: 4 },
    { what: 'price of 1650 square feet, 3 bedrooms', ours: price, reference: 293081.46, digits: 2 },
  ]);
  context.text(
    'One bedroom more makes a house 8738 dollars cheaper? At the same area, yes: its rooms are smaller. A slope speaks of one column while the others stand still.',
  );
  context.figure(
    surface(...plane(area, bedrooms, model), {
      points: { x: area, y: bedrooms, z: y },
      title: 'The plane of least squares',
      xLabel: 'Area (square feet)',
      yLabel: 'Bedrooms',
      zLabel: 'Price ($)',
      label: 'fitted plane',
      azimuth: 25,
    }),
    'It rises with the area, and falls a little with the bedrooms.',
  );

  const scaler = new StandardScaler().fit(X);
  const Z = scaler.transform(X);
  const recipe = (learningRate: number, maxIter: number) => new LinearRegressionGD({ learningRate, maxIter, tol: 0 });
  const costs = new Map(rates.map((rate) => [rate, recipe(rate, 50).fit(Z, y).costHistory]));
  const curves = Array.from(costs, ([rate, history]) => costCurve(history, { label: `rate ${rate}`, yType: 'log' }));
  context.figure(
    overlay(curves, { title: 'Fifty steps at five rates' }),
    'Three times the rate, a third of the steps. At 1.3 the cost would grow: the largest curvature of the standardised columns is 1.56.',
  );
  const priceAfter = (steps: number) => descend(recipe(0.1, steps), Z, y, context).predict(scaler.transform(house))[0];
  const [priceAfter50, priceAfter400] = [priceAfter(50), priceAfter(400)];
  context.table(
    'The price by gradient descent at rate 0.1',
    ['steps', 'price', 'off by'],
    [50, 400].map((steps, i) => {
      const found = [priceAfter50, priceAfter400][i];
      return [steps, found.toFixed(2), (found - price).toFixed(2)];
    }),
  );
  return { theta, price, priceAfter50, priceAfter400, costs };
}

/** The plane as a grid of prices, from the smallest to the largest house. */
function plane(area: readonly number[], bedrooms: readonly number[], model: { predict(X: number[][]): Float64Array }) {
  const [x, y] = [area, bedrooms].map((values) => linspace(Math.min(...values), Math.max(...values), 9).toTypedArray());
  return [x, y, Array.from(y, (rooms) => model.predict(Array.from(x, (feet) => [feet, rooms])))] as const;
}

await runAlone(import.meta.url, title, run);
