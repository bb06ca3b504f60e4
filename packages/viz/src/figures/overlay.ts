import { DataError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Figure, FigureOptions } from './figure.ts';
import { checkOptions, makeFigure } from './make-figure.ts';

/**
 * Lays figures over each other in one frame: the points, and the line fitted to them.
 *
 * Later figures lie on top. Title, labels and axis types are those in `options`, else of the first figure that has them.
 *
 * @throws DataError when there is no figure, something else among the figures, or a logarithmic axis meets zero or less.
 * @throws OptionError when an option does not exist.
 *
 * @example
 * import { line, overlay, scatter } from '@hml/viz';
 * const points = scatter([1, 2, 3], [1.1, 1.9, 3.2], { label: 'measured', xLabel: 'time (s)' });
 * const figure = overlay([points, line([1, 3], [1, 3], { label: 'fitted' })], { title: 'Time and distance' });
 * figure.layers.map((layer) => layer.label) // ['measured', 'fitted']
 * figure.xLabel // 'time (s)'
 */
export function overlay(figures: readonly Figure[], options: FigureOptions = {}): Figure {
  checkOptions('overlay', options, []);
  checkFigures(figures);
  const layers = figures.flatMap((figure) => figure.layers);
  const leftOut = figures.reduce((sum, figure) => sum + figure.leftOut, 0);
  const merged: FigureOptions = Object.assign({}, ...figures.toReversed().map(({ layers: _, leftOut: __, ...own }) => own), options);
  return makeFigure('overlay', layers, merged, leftOut);
}

function checkFigures(figures: unknown): void {
  const list: readonly unknown[] | undefined = Array.isArray(figures) ? figures : undefined;
  const wrong = list?.findIndex((figure) => !isFigure(figure)) ?? 0;
  if (list !== undefined && list.length > 0 && wrong < 0) return;
  throw new DataError({
    where: 'overlay',
    what: list === undefined ? 'figures is no list' : list.length === 0 ? 'there is nothing to draw' : `element ${wrong} is no figure`,
    expected: 'at least one figure, in an array',
    got: list === undefined ? describeValue(figures) : list.length === 0 ? 'an empty list' : describeValue(list[wrong]),
    fix: 'overlay([scatter(x, y), line(x, y)])',
  });
}

function isFigure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'layers' in value && Array.isArray(value.layers);
}
