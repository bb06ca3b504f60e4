// A line behind noise: does descent find the slope 2 and the intercept 1 that made the data?
import { LinearRegression, LinearRegressionGD } from '@hml/classic/linear';
import { add, mul, normal, random, reshape, ShapeError } from '@hml/tensor';
import { line, overlay, scatter } from '@hml/viz';
import { costCurve } from '../figures/cost-curve.ts';
import { descend } from '../runner/descend.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';

export const title = 'A line behind noise: gradient descent on made-up data';

/** What the data are made with. */
const truth = { slope: 2, intercept: 1, noise: 0.1 } as const;

/** What one made-up data set leads to. */
export interface Estimate {
  readonly slope: number;
  readonly intercept: number;
}

/** What the example finds. */
export interface NoiseFindings {
  /** Gradient descent on twenty data sets. */
  readonly descents: readonly Estimate[];
  /** Least squares on the same. */
  readonly exact: readonly Estimate[];
  /** The costs on the first of them. */
  readonly costHistory: Float64Array;
  /** What is said of targets that do not fit. */
  readonly refusal: string;
}

/** A hundred points around $y = 2x + 1$: X [100, 1] and y [100, 1]. */
export function makeLine(randomState: number) {
  const rng = random(randomState);
  const X = normal(rng.split(0), [100, 1]);
  const noise = normal(rng.split(1), [100, 1], { std: truth.noise });
  return { X, y: add(add(mul(X, truth.slope), truth.intercept), noise) };
}

/** Makes twenty data sets, and looks for the line in each. */
export default async function run(context: ExampleContext): Promise<NoiseFindings> {
  const { X, y } = makeLine(0);
  context.text(
    `A hundred points are made: x from a normal distribution, y = ${truth.slope} x + ${truth.intercept}, and noise of size ${truth.noise}. Can the line be found again?`,
  );
  const recipe = new LinearRegressionGD({ learningRate: 0.01, maxIter: 1000, tol: 0 });
  const { coef, intercept, costHistory } = descend(recipe, X, y, context);
  context.result('slope, intercept (first data set)', `${coef[0].toFixed(6)}, ${intercept.toFixed(6)}`);

  const [xs, ys] = [X, y].map((column) => column.toTypedArray());
  const ends = [Math.min(...xs), Math.max(...xs)];
  const found = line(
    ends,
    ends.map((x) => coef[0] * x + intercept),
    { label: 'found by descent' },
  );
  context.figure(
    overlay([scatter(xs, ys, { label: '100 points' }), found], { title: 'The line behind the noise', xLabel: 'x', yLabel: 'y' }),
    `y = ${coef[0].toFixed(3)} x + ${intercept.toFixed(3)}; the points were made with ${truth.slope} and ${truth.intercept}.`,
  );
  const floor = line([0, 1000], [truth.noise ** 2 / 2, truth.noise ** 2 / 2], { label: 'half the variance of the noise' });
  context.figure(
    overlay([costCurve(costHistory, { label: 'cost', yType: 'log' }), floor], { title: 'A thousand steps of rate 0.01' }),
    'The cost falls to what the noise leaves, and no further.',
  );

  const seeds = Array.from({ length: 20 }, (_, seed) => seed);
  const descents = seeds.map((seed) => estimate(recipe.fit(makeLine(seed).X, makeLine(seed).y)));
  const exact = seeds.map((seed) => estimate(new LinearRegression().fit(makeLine(seed).X, reshape(makeLine(seed).y, [100]))));
  const show = (values: readonly number[]) => `${mean(values).toFixed(4)} ± ${deviation(values).toFixed(4)}`;
  const row = (what: string, of: (one: Estimate) => number, reference: string) => [
    what,
    show(descents.map(of)),
    show(exact.map(of)),
    reference,
  ];
  context.table(
    'Twenty data sets: mean ± standard deviation (the reference drew other ones)',
    ['what', 'descent', 'least squares', 'reference'],
    [row('slope', ({ slope }) => slope, '2.0013 ± 0.0109'), row('intercept', (one) => one.intercept, '0.9980 ± 0.0121')],
  );
  context.figure(
    overlay(
      [
        scatter(
          descents.map(({ slope }) => slope),
          descents.map((one) => one.intercept),
          { label: 'found in 20 data sets' },
        ),
        scatter([truth.slope], [truth.intercept], { label: 'the truth' }),
      ],
      { title: 'Slope and intercept of twenty data sets', xLabel: 'slope', yLabel: 'intercept' },
    ),
    `Each is off by about ${truth.noise}/√100 = 0.01, as it must be.`,
  );
  const refusal = refused(() => recipe.fit(X, [1, 2, 3]));
  context.text(`Targets may be a list or a column. What does not fit is refused, not stretched over all pairs: "${refusal}".`);
  return { descents, exact, costHistory, refusal };
}

function estimate({ coef, intercept }: { readonly coef: Float64Array; readonly intercept: number }): Estimate {
  return { slope: coef[0], intercept };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
}

/** The first line of the error that a call ends in. */
function refused(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof ShapeError) return error.message.split('\n')[0];
    throw error;
  }
  return 'nothing';
}

await runAlone(import.meta.url, title, run);
