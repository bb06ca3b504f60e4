import { DataError, OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Figure, FigureOptions } from './figure.ts';
import { checkFigures, checkOptions, makeFigure } from './make-figure.ts';

/** Options of {@link grid}. */
export interface GridOptions extends Pick<FigureOptions, 'title'> {
  /** Most figures in a row, 1 or more; a narrow picture has fewer. @defaultValue 4 */
  readonly nColumns?: number;
}

/**
 * Several small figures in one picture, row by row: the histograms of all columns of a table.
 *
 * Each keeps its own axes, title and legend. As many stand in a row as there is room for, at most `nColumns`.
 *
 * @throws DataError when there is no figure, something else among the figures, or a grid in the grid.
 * @throws OptionError when an option does not exist, or `nColumns` is no whole number.
 *
 * @example
 * import { grid, histogram } from '@hml/viz';
 * const table = { height: [1.6, 1.7, 1.8], weight: [60, 80, 70] };
 * const panels = grid(Object.entries(table).map(([title, values]) => histogram(values, { title })), { title: 'Two columns' });
 * const [layer] = panels.layers;
 * layer.kind === 'grid' && layer.figures.map((figure) => figure.title) // ['height', 'weight']
 */
export function grid(figures: readonly Figure[], options: GridOptions = {}): Figure {
  checkOptions('grid', options, ['nColumns'], ['title']);
  checkFigures('grid', figures, 'grid([histogram(a), histogram(b)])');
  const { nColumns = 4 } = options;
  if (!Number.isSafeInteger(nColumns) || nColumns < 1) {
    const [what, expected, got] = ['nColumns is no number of figures', 'a whole number, 1 or more', describeValue(nColumns)];
    throw new OptionError({ where: 'grid', what, expected, got });
  }
  if (figures.some(({ layers }) => layers.some(({ kind }) => kind === 'grid'))) {
    const [expected, got] = ['figures that stand alone', 'a grid among them'];
    throw new DataError({ where: 'grid', what: 'a grid cannot hold another', expected, got, fix: 'put all figures into one grid' });
  }
  const leftOut = figures.reduce((sum, figure) => sum + figure.leftOut, 0);
  return makeFigure('grid', [{ kind: 'grid', figures: Object.freeze([...figures]), nColumns }], options, leftOut);
}
