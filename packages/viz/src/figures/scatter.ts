import type { Vector } from '@hml/tensor';
import { DataError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Figure, FigureOptions, ScatterLayer } from './figure.ts';
import { checkOptions, makeFigure } from './make-figure.ts';
import { asPoints, isList } from './points.ts';

/** Options of {@link scatter}. */
export interface ScatterOptions extends FigureOptions {
  /** Name in the legend. */
  readonly label?: string;
  /** A CSS colour for all points. @defaultValue the next colour of the palette */
  readonly color?: string;
  /** A group per point, such as its class: each group gets a colour and a name in the legend, in order of first appearance. */
  readonly groups?: ArrayLike<string | number>;
}

/**
 * A scatter plot: one point per pair $(x_i, y_i)$.
 *
 * Shapes: x [n], y [n], groups [n]. Points that are not finite are left out, and counted in the figure's description.
 *
 * @throws DataError when x or y is missing or holds something that is not a number, lengths differ, nothing is finite, or a logarithmic axis meets zero or less.
 * @throws OptionError when an option does not exist.
 *
 * @example
 * import { scatter } from '@hml/viz';
 * const figure = scatter([1, 2, 3], [2, 4, NaN], { xLabel: 'time (s)', yLabel: 'distance (m)' });
 * figure.layers.length // 1
 * figure.leftOut // 1
 * scatter([1, 2], [3]) // throws DataError
 */
export function scatter(x: ArrayLike<number> | Vector, y: ArrayLike<number> | Vector, options: ScatterOptions = {}): Figure {
  checkOptions('scatter', options, ['label', 'color', 'groups']);
  const points = asPoints('scatter', x, y);
  const { label, color, groups } = options;
  if (groups !== undefined && !(isList(groups) && groups.length === points.x.length)) {
    throw new DataError({
      where: 'scatter',
      what: 'groups and points differ in number',
      expected: `${points.x.length} groups: an array with one per point`,
      got: isList(groups) ? `${groups.length}` : describeValue(groups),
      fix: 'leave out groups, or give one per point',
    });
  }
  const names = groups ? [...new Set(Array.from(groups))] : [undefined];
  const layers = names.map((name): ScatterLayer => {
    const keep = (_: number, i: number) => !Number.isNaN(points.x[i]) && (groups === undefined || groups[i] === name);
    return { kind: 'scatter', x: points.x.filter(keep), y: points.y.filter(keep), label: name === undefined ? label : String(name), color };
  });
  return makeFigure('scatter', layers, options, points.leftOut);
}
