import type { Vector } from '@hml/tensor';
import { OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import { binCount, countBins } from './bins.ts';
import type { Figure, FigureOptions } from './figure.ts';
import { checkOptions, makeFigure } from './make-figure.ts';
import { asNumbers, checkSomething } from './points.ts';

/** Options of {@link histogram}. */
export interface HistogramOptions extends FigureOptions {
  /** Number of bins of equal width, 1 to 10,000. @defaultValue the larger of Sturges' and Freedman–Diaconis' rules, at most 200 */
  readonly nBins?: number;
  /** Name in the legend. */
  readonly label?: string;
  /** A CSS colour. @defaultValue the next colour of the palette */
  readonly color?: string;
}

/**
 * A histogram: how many values fall into each of some bins of equal width between the smallest and the largest value.
 *
 * Shapes: values [n]. Each bin holds its left edge, the last one both. Values that are not finite are left out.
 *
 * @throws DataError when values are missing or hold something that is not a number, or no value is finite.
 * @throws OptionError when an option does not exist or `nBins` is out of range.
 *
 * @example
 * import { histogram } from '@hml/viz';
 * const figure = histogram([1, 2, 2, 3, 5], { nBins: 4, xLabel: 'size (mm)' });
 * const bars = figure.layers[0];
 * bars.kind === 'histogram' && [...bars.counts] // [1, 2, 1, 1]
 * bars.kind === 'histogram' && [...bars.edges] // [1, 2, 3, 4, 5]
 */
export function histogram(values: ArrayLike<number> | Vector, options: HistogramOptions = {}): Figure {
  checkOptions('histogram', options, ['nBins', 'label', 'color']);
  const all = asNumbers('histogram', 'values', values, 'histogram(values)');
  const finite = all.filter(Number.isFinite).sort();
  const leftOut = all.length - finite.length;
  checkSomething('histogram', all.length, leftOut);
  const { nBins = binCount(finite), label, color } = options;
  if (!Number.isInteger(nBins) || nBins < 1 || nBins > 10_000) {
    throw new OptionError({
      where: 'histogram',
      what: 'nBins is out of range',
      expected: 'a whole number from 1 to 10000',
      got: describeValue(nBins),
      fix: 'leave out nBins for a number that suits the values',
    });
  }
  const bins = countBins(finite, finite[0], finite[finite.length - 1], nBins);
  return makeFigure('histogram', [{ kind: 'histogram', ...bins, label, color }], { yLabel: 'count', ...options }, leftOut);
}
