// XOR, which no straight line can separate: a network of two layers learns it from gradients alone.
import { sigmoid, tensor } from '@hml/tensor';
import { contour, line, overlay, scatter } from '@hml/viz';
import { classColors } from '../figures/colors.ts';
import { decisionGrid } from '../figures/decision-grid.ts';
import type { ExampleContext } from '../runner/example.ts';
import { runAlone } from '../runner/run-alone.ts';
import { type Network, right, train, X, y } from './network.ts';

export const title = 'XOR from gradients: a network of two layers';

/** What the example finds. */
export interface XorFindings {
  /** The seeds with which all four points come out right, and the largest loss at the end among them all. */
  readonly solved: readonly number[];
  readonly worstLoss: number;
  /** The probabilities of the four points with seed 0. */
  readonly probabilities: Float64Array;
}

/** Trains with a hundred seeds, and draws what the first network learnt. */
export default async function run(context: ExampleContext): Promise<XorFindings> {
  context.text(
    'Exactly one of two: no straight line has both ones on one side and both zeros on the other. A hidden layer bends the plane first.',
  );
  const networks = Array.from({ length: 100 }, (_, seed) => {
    context.progress('seed', seed + 1, 100);
    return train(seed);
  });
  const solved = networks.flatMap((network, seed) => (right(network) === 4 ? [seed] : []));
  const worstLoss = Math.max(...networks.map(({ losses }) => losses[losses.length - 1]));
  context.result('seeds 0 to 99 with 4 of 4 right', `${solved.length} of 100`);
  context.result('largest loss after 200 steps', worstLoss.toFixed(4));

  const [first] = networks;
  const probabilities = Float64Array.from(sigmoid(first.score(X)).toTypedArray());
  const points = X.toArray();
  context.table(
    'Seed 0: the probability of 1',
    ['x₁', 'x₂', 'wanted', 'learnt'],
    points.map(([a, b], i) => [a, b, Number(y.toTypedArray()[i]), Number(probabilities[i].toFixed(4))]),
  );
  context.figure(
    decisionSurface(first),
    'The stronger the colour, the surer the network. On the lines it cannot tell: they part the ones from the zeros.',
  );
  const steps = first.losses.map((_, i) => i + 1);
  const curves = networks.slice(0, 5).map(({ losses }, seed) => line(steps, losses, { label: `seed ${seed}` }));
  context.figure(
    overlay(curves, { title: 'The falling loss', xLabel: 'Step', yLabel: 'Loss J', yType: 'log' }),
    'All start near log 2 = 0.69, the loss of knowing nothing.',
  );
  return { solved, worstLoss, probabilities };
}

/** The probability of 1 over the square, with the four points. */
function decisionSurface({ score }: Network) {
  const grid = decisionGrid([-0.5, 1.5], [-0.5, 1.5], 61, 61);
  const p = sigmoid(score(tensor(grid.places))).toTypedArray();
  const [ones, zeros] = [grid.heights(p), grid.heights(p.map((one) => 1 - one))];
  const thresholds = [0.5, 0.6, 0.7, 0.8, 0.9];
  const [blue, orange] = classColors;
  const named = { title: 'What the network learnt', xLabel: 'x₁', yLabel: 'x₂' };
  return overlay(
    [
      contour(grid.x, grid.y, zeros, { thresholds, filled: true, color: blue }),
      contour(grid.x, grid.y, ones, { thresholds, filled: true, color: orange }),
      contour(grid.x, grid.y, ones, { thresholds: [0.5], color: 'currentColor' }),
      scatter([0, 1], [0, 1], { label: '0', color: blue }),
      scatter([0, 1], [1, 0], { label: '1', color: orange }),
    ],
    named,
  );
}

await runAlone(import.meta.url, title, run);
