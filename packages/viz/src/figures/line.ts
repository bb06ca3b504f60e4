import type { Vector } from '@hml/tensor';
import type { Figure, FigureOptions } from './figure.ts';
import { checkOptions, makeFigure } from './make-figure.ts';
import { asPoints } from './points.ts';

/** Options of {@link line}. */
export interface LineOptions extends FigureOptions {
  /** Name in the legend. */
  readonly label?: string;
  /** A CSS colour. @defaultValue the next colour of the palette */
  readonly color?: string;
}

/**
 * A line through the points $(x_i, y_i)$ in the given order: a fitted curve, a falling cost.
 *
 * Shapes: x [n], y [n]. The line breaks where a value is not finite.
 *
 * @throws DataError when x or y is missing or holds something that is not a number, lengths differ, nothing is finite, or a logarithmic axis meets zero or less.
 * @throws OptionError when an option does not exist.
 *
 * @example
 * import { line } from '@hml/viz';
 * const cost = line([1, 10, 100], [9, 3, 1], { xLabel: 'iteration', yLabel: 'cost', xType: 'log' });
 * cost.layers[0].kind // 'line'
 * cost.xType // 'log'
 */
export function line(x: ArrayLike<number> | Vector, y: ArrayLike<number> | Vector, options: LineOptions = {}): Figure {
  checkOptions('line', options, ['label', 'color']);
  const points = asPoints('line', x, y);
  const { label, color } = options;
  return makeFigure('line', [{ kind: 'line', x: points.x, y: points.y, label, color }], options, points.leftOut);
}
