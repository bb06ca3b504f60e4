// Three species of iris by two measurements: logistic regression, each species against the rest, with straight boundaries.
import type { LogisticRegressionModel } from '@hml/classic/linear';
import { LogisticRegression } from '@hml/classic/linear';
import { contour, type Figure, overlay, scatter } from '@hml/viz';
import { readIrisPetals } from '../data/read-classes.ts';
import { classColors } from '../figures/colors.ts';
import { costCurve } from '../figures/cost-curve.ts';
import { decisionGrid } from '../figures/decision-grid.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';

export const title = 'Irises: logistic regression with straight boundaries';

/** What the example finds. */
export interface IrisFindings {
  /** $\theta$ of each species: [intercept, weight of the length, weight of the width]. */
  readonly thetas: Readonly<Record<string, readonly number[]>>;
  /** The mean cost of each species before the first step and after each. */
  readonly costs: Readonly<Record<string, readonly number[]>>;
  readonly accuracy: number;
  readonly model: LogisticRegressionModel<string>;
}

/** What to compare with: the maximum of the likelihood, and where a descent by conjugate gradients stopped. */
const known: readonly { readonly species: string; readonly exact?: readonly number[]; readonly stopped: readonly number[] }[] = [
  { species: 'SETOSA', stopped: [30.291853, -8.404206, -12.313125] }, // separable: there is no maximum
  { species: 'VERSICOLOR', exact: [-2.85880689, 1.54646368, -3.10710628], stopped: [-2.858904, 1.546523, -3.107221] },
  { species: 'VIRGINICA', exact: [-45.27234376, 5.75453232, 10.44669989], stopped: [-45.34954, 5.766294, 10.458614] },
];

/** Fits the three questions, compares, and draws. */
export default async function run(context: ExampleContext): Promise<IrisFindings> {
  const { X, y } = await readIrisPetals();
  context.text('150 flowers of three species. Petal length and width nearly tell them apart: which straight lines do it best?');
  const fit = new LogisticRegression({ penalty: null, multiClass: 'ovr', solver: 'newton-cholesky', tol: 1e-8 }).steps(X, y);
  const histories: number[][] = [[], [], []];
  for (const { classIndex = 0, cost } of fit) histories[classIndex].push(cost);
  const { model } = fit;
  const { classes } = model;
  const accuracy = model.score(X, y);
  const thetas = Object.fromEntries(classes.map((name, k) => [name, [model.intercept[k], ...model.coef.at(k).toTypedArray()]]));
  const costs = Object.fromEntries(classes.map((name, k) => [name, histories[k]]));

  context.result('accuracy', `${(100 * accuracy).toFixed(4)} % (expected: 96.0000 %)`);
  for (const name of ['VERSICOLOR', 'VIRGINICA']) context.result(`θ ${name}`, `[${format(thetas[name])}]`);
  context.table(
    'θ of each species against the rest',
    ['species', 'of', 'ours', 'the maximum', 'a descent that stopped early'],
    known.flatMap(({ species, exact, stopped }) =>
      ['intercept', 'length', 'width'].map((of, i) => [
        species,
        of,
        thetas[species][i].toFixed(8),
        exact?.[i].toFixed(8) ?? 'none',
        stopped[i].toFixed(6),
      ]),
    ),
  );
  context.text(
    'SETOSA stands apart: the larger its θ, the better, without end. Its numbers say only where the descent stopped; its line is good all the same.',
  );
  context.figure(
    regions(X, y, model),
    'The ground has the colour of the predicted species. Where two species meet, some flowers stand on the wrong side: 6 of 150.',
  );
  context.figure(
    ownLines(X, y, model),
    'Each species against the rest has one straight line. None can cut out VERSICOLOR, in the middle; the highest of three scores does.',
  );
  const curves = classes.map((name, k) => costCurve(histories[k], { label: name, color: classColors[k] }));
  context.figure(
    overlay(curves, { title: "The falling cost of Newton's method", yLabel: 'Mean cost J', yType: 'log' }),
    'All start at log 2. SETOSA falls for ever, by the same factor at each step; the others reach the ground.',
  );
  return { thetas, costs, accuracy, model };
}

const format = (theta: readonly number[]) => theta.map((value) => value.toFixed(8)).join(', ');
const axes = { xLabel: 'Petal length (cm)', yLabel: 'Petal width (cm)' };
const grid = decisionGrid([0.5, 7.4], [-0.1, 2.7]);

/** The flowers, a colour for each species. */
function flowers(X: readonly (readonly number[])[], y: readonly string[], classes: readonly string[]): Figure[] {
  return classes.map((name, k) => {
    const own = X.filter((_, i) => y[i] === name);
    const [length, width] = [own.map((row) => row[0]), own.map((row) => row[1])];
    return scatter(length, width, { label: name, color: classColors[k], ...axes });
  });
}

/** The scores $z_k$ of each species all over the plane. */
function scoresOf(model: LogisticRegressionModel<string>): readonly Float64Array[] {
  const scores = model.decisionFunction(grid.places);
  if (scores instanceof Float64Array) throw new TypeError('two classes have one score'); // three have a column each
  return model.classes.map((_, k) => Float64Array.from({ length: scores.shape[0] }, (_, i) => Number(scores.at(i, k).item())));
}

/** The plane in the colour of the species with the highest score: where $z_k$ is above all others. */
function regions(X: readonly (readonly number[])[], y: readonly string[], model: LogisticRegressionModel<string>): Figure {
  const scores = scoresOf(model);
  const tints = scores.map((own, k) => {
    const others = scores.filter((_, other) => other !== k);
    const lead = own.map((z, i) => z - Math.max(...others.map((other) => other[i])));
    return contour(grid.x, grid.y, grid.heights(lead), { thresholds: [0], filled: true, color: classColors[k] });
  });
  return overlay([...tints, ...flowers(X, y, model.classes)], { title: 'Three species and their ground', ...axes });
}

/** The line $z_k = 0$ of each species against the rest. */
function ownLines(X: readonly (readonly number[])[], y: readonly string[], model: LogisticRegressionModel<string>): Figure {
  const lines = scoresOf(model).map((z, k) => contour(grid.x, grid.y, grid.heights(z), { thresholds: [0], color: classColors[k] }));
  return overlay([...lines, ...flowers(X, y, model.classes)], { title: 'One line for each question', ...axes });
}

await runAlone(import.meta.url, title, run);
