// A tour of @hml/autograd: a graph with its gradients, Newton's method on second derivatives, and a gradient of one's own.
import { linspace } from '@hml/tensor';
import { contour, line, overlay, scatter } from '@hml/viz';
import { classColors, quietColor } from '../figures/colors.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { type Comparison, compare } from './custom.ts';
import { neuron, picture } from './expression.ts';
import { at, descend, newton, type Point, rosenbrock } from './newton.ts';

export const title = 'Gradients: a graph, Newton’s method, a rule of one’s own';

/** What the tour finds. */
export interface TourFindings {
  /** The derivatives of the neuron's loss by w, x, b and y. */
  readonly gradients: readonly unknown[];
  /** The points of Newton's method, and the cost where gradient descent is after ten thousand steps. */
  readonly path: readonly Point[];
  readonly descent: number;
  readonly custom: Comparison;
}

/** Reads a graph, walks down a valley, and mends a gradient. */
export default async function run(context: ExampleContext): Promise<TourFindings> {
  const gradients = readGraph(context);
  const { path, descent } = walkDown(context);
  const custom = mend(context);
  return { gradients, path, descent, custom };
}

function readGraph(context: ExampleContext): readonly unknown[] {
  context.text(
    'A neuron with one input, and the square of how far it misses: L = (tanh(w x + b) − y)². Every box shows a value and the derivative of L by it.',
  );
  const graph = neuron();
  context.figure(
    picture(graph),
    'Values are computed along the arrows. Derivatives come back against them: each box hands on its own, times the slope of its op.',
  );
  const gradients = graph.inputs.map((id) => graph.nodes[id].gradient);
  context.result('∂L/∂(w, x, b, y)', `[${gradients.map((g) => Number(g).toFixed(6)).join(', ')}]`);
  return gradients;
}

function walkDown(context: ExampleContext): Pick<TourFindings, 'path' | 'descent'> {
  const start = [-1.2, 1] as const;
  const cost = (p: Point): number => rosenbrock(at(p)).item();
  const path = newton(start);
  const nSteps = 10_000;
  const descended = descend(start, 0.001, nSteps);
  const descent = cost(descended[nSteps]);
  context.text(
    'Rosenbrock’s valley, (1 − x)² + 100 (y − x²)²: easy to fall into, hard to follow. Newton’s method divides the gradient by the curvature, all second derivatives at once.',
  );
  context.table(
    'Newton’s method from (−1.2, 1)',
    ['step', 'x', 'y', 'cost'],
    path.map((p, step) => [step, p[0].toFixed(8), p[1].toFixed(8), cost(p).toExponential(3)]),
  );
  context.result('steps of Newton’s method', String(path.length - 1));
  context.result(`cost after ${nSteps} steps of gradient descent`, descent.toExponential(3));
  context.figure(
    valley(path, descended),
    'Newton’s second step leaps over the bend and lands higher than it was; from there it is nearly home. Descent creeps along the floor.',
  );
  return { path, descent };
}

/** Both paths on the contours of the logarithm of the cost. */
function valley(path: readonly Point[], descended: readonly Point[]) {
  const [xs, ys] = [Array.from(linspace(-1.6, 1.6, 81).toTypedArray()), Array.from(linspace(-3.4, 2, 109).toTypedArray())];
  const heights = ys.map((y) => xs.map((x) => Math.log10((1 - x) ** 2 + 100 * (y - x ** 2) ** 2 + 1e-3)));
  const [slow, fast] = classColors;
  const along = (points: readonly Point[], axis: 0 | 1): number[] => points.map((point) => point[axis]);
  const thin = descended.filter((_, i) => i % 20 === 0);
  return overlay(
    [
      contour(xs, ys, heights, { thresholds: [0, 0.5, 1, 1.5, 2, 2.5, 3], color: quietColor, label: 'equal cost' }),
      line(along(thin, 0), along(thin, 1), { label: 'gradient descent, 10,000 steps', color: slow }),
      line(along(path, 0), along(path, 1), { label: `Newton, ${path.length - 1} steps`, color: fast }),
      scatter(along(path, 0), along(path, 1), { color: fast }),
    ],
    { title: 'Two ways down Rosenbrock’s valley', xLabel: 'x', yLabel: 'y' },
  );
}

function mend(context: ExampleContext): Comparison {
  context.text(
    'log(1 + eˣ), written so, overflows at x = 710. A form that does not, with a derivative of our own, gives the right value and slope everywhere; gradCheck and gradGradCheck agree with the rule.',
  );
  const found = compare();
  const { points, naive, stable } = found;
  context.table(
    'log(1 + eˣ)',
    ['x', 'as written', 'its slope', 'rule of our own', 'its slope'],
    points.map((x, i) => [x, naive.values[i], naive.slopes[i], stable.values[i], stable.slopes[i]].map(String)),
  );
  context.text(`Where does it go wrong? anomaly says: ${found.anomaly.split('\n')[0]}.`);
  context.result('slope at 1000 as written, and by our own rule', `${naive.slopes[2]}, ${stable.slopes[2]}`);
  return found;
}

await runAlone(import.meta.url, title, run);
