import { type Figure, type LineOptions, line } from '@hml/viz';

/**
 * The falling cost of a descent over its iterations: `costs` [nIter + 1] are the one before the first step and the one after each. On a
 * logarithmic axis of iterations, which has no 0, it begins after the first step.
 */
export function costCurve(costs: ArrayLike<number>, options: LineOptions = {}): Figure {
  const first = options.xType === 'log' ? 1 : 0;
  const shown = Array.from(costs).slice(first);
  return line(
    shown.map((_, i) => first + i),
    shown,
    { xLabel: 'Iteration', yLabel: 'Cost J', ...options },
  );
}
