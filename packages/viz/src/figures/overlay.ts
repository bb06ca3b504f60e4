import { DataError } from '@hml/tensor';
import type { Figure, FigureOptions } from './figure.ts';
import { checkFigures, checkOptions, makeFigure, standsAlone } from './make-figure.ts';

/**
 * Lays figures over each other in one frame: the points, and the line fitted to them.
 *
 * Later figures lie on top. Title, labels and axis types are those in `options`, else of the first figure that has them.
 *
 * @throws DataError when there is no figure, something else among the figures, one that has no axes to share (a diagram, a grid, a surface),
 * or a logarithmic axis meets zero or less.
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
  checkFigures('overlay', figures, 'overlay([scatter(x, y), line(x, y)])');
  if (figures.length > 1 && figures.some(standsAlone)) {
    const [expected, got] = ['scatters, lines, histograms and contours', 'a diagram, a grid or a surface'];
    throw new DataError({ where: 'overlay', what: 'a figure has no axes to share', expected, got, fix: 'draw it alone, or in a grid' });
  }
  const layers = figures.flatMap((figure) => figure.layers);
  const leftOut = figures.reduce((sum, figure) => sum + figure.leftOut, 0);
  const merged: FigureOptions = Object.assign({}, ...figures.toReversed().map(({ layers: _, leftOut: __, ...own }) => own), options);
  return makeFigure('overlay', layers, merged, leftOut);
}
