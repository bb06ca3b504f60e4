import type { Matrix, Vector } from '@hml/tensor';
import type { Figure, FigureOptions } from './figure.ts';
import { asHeightGrid } from './height-grid.ts';
import { checkOptions, makeFigure } from './make-figure.ts';
import { asNumbers } from './points.ts';

/** Options of {@link contour}. */
export interface ContourOptions extends FigureOptions {
  /** The heights at which lines are drawn. @defaultValue nine between the smallest and the largest height, evenly spaced */
  readonly thresholds?: ArrayLike<number> | Vector;
  /** Whether the ground above each threshold is tinted, instead of lines. @defaultValue false */
  readonly filled?: boolean;
  /** Name in the legend. */
  readonly label?: string;
  /** A CSS colour. @defaultValue the next colour of the palette */
  readonly color?: string;
}

/**
 * Contour lines of a surface $z = f(x, y)$ over a grid: a loss over two parameters, a decision surface over two features.
 *
 * Shapes: x [nx] and y [ny], evenly spaced and rising; z [ny, nx], a row per y. Where z is not finite there is a hole.
 *
 * @throws DataError when shapes do not fit, a grid is not evenly spaced, or no height is finite.
 * @throws OptionError when an option does not exist.
 *
 * @example
 * import { contour } from '@hml/viz';
 * const bowl = contour([-1, 0, 1], [0, 1], [[1, 0, 1], [2, 1, 2]], { thresholds: [0.5, 1.5], label: 'x² + y' });
 * const [layer] = bowl.layers;
 * layer.kind === 'contour' && [...layer.thresholds] // [0.5, 1.5]
 * contour([0, 1, 5], [0, 1], [[1, 2, 3], [4, 5, 6]]) // throws DataError: contour: x is not evenly spaced
 */
export function contour(
  x: ArrayLike<number> | Vector,
  y: ArrayLike<number> | Vector,
  z: readonly ArrayLike<number>[] | Matrix,
  options: ContourOptions = {},
): Figure {
  checkOptions('contour', options, ['thresholds', 'filled', 'label', 'color']);
  const { leftOut, ...grid } = asHeightGrid('contour', x, y, z);
  const { filled = false, label, color } = options;
  const thresholds =
    options.thresholds === undefined
      ? between(grid.z.filter(Number.isFinite))
      : asNumbers('contour', 'thresholds', options.thresholds, 'contour(x, y, z)');
  return makeFigure('contour', [{ kind: 'contour', ...grid, thresholds, filled, label, color }], options, leftOut);
}

function between(finite: Float64Array): Float64Array {
  const [low, high] = finite.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  return Float64Array.from({ length: 9 }, (_, i) => low + ((i + 1) / 10) * (high - low));
}
