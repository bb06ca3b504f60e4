import type { Matrix, Vector } from '@hml/tensor';
import { DataError, isTensor } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Figure, FigureOptions } from './figure.ts';
import { checkOptions, makeFigure } from './make-figure.ts';
import { asNumbers, isList } from './points.ts';

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
  const xs = gridLine('x', x);
  const ys = gridLine('y', y);
  const heights = gridValues(z, xs.length, ys.length);
  const finite = heights.filter(Number.isFinite);
  const { filled = false, label, color } = options;
  const thresholds = options.thresholds === undefined ? between(finite) : asNumbers('contour', 'thresholds', options.thresholds, usage);
  const layer = { kind: 'contour', x: xs, y: ys, z: heights, thresholds, filled, label, color } as const;
  return makeFigure('contour', [layer], options, heights.length - finite.length);
}

const usage = 'contour(x, y, z)';

function gridLine(name: string, values: ArrayLike<number> | Vector): Float64Array {
  const line = asNumbers('contour', name, values, usage);
  const step = (line[line.length - 1] - line[0]) / (line.length - 1);
  const even = line.length > 1 && step > 0 && line.every((value, i) => Math.abs(value - line[0] - i * step) <= 1e-6 * step);
  if (even) return line;
  throw new DataError({
    where: 'contour',
    what: `${name} is not evenly spaced`,
    expected: 'at least two rising numbers with the same step',
    got: Array.from(line.subarray(0, 4)).join(', ') + (line.length > 4 ? ', …' : ''),
    fix: 'linspace(low, high, n)',
  });
}

/** The heights row by row, with what is not finite as NaN. */
function gridValues(z: readonly ArrayLike<number>[] | Matrix, nx: number, ny: number): Float64Array {
  const rows = isTensor(z) && z.ndim === 2 ? Array.from({ length: z.shape[0] }, (_, i) => z.at(i).toTypedArray()) : z;
  if (!isTensor(rows) && isList(rows) && rows.length === ny && rows.every((row) => isList(row) && row.length === nx)) {
    const heights = rows.flatMap((row, i) => Array.from(asNumbers('contour', `row ${i} of z`, row, usage)));
    if (heights.some(Number.isFinite)) return Float64Array.from(heights, (value) => (Number.isFinite(value) ? value : Number.NaN));
  }
  throw new DataError({
    where: 'contour',
    what: 'z is no grid of heights',
    expected: `z [${ny}, ${nx}] with finite numbers: one row per y, one column per x`,
    got: describeValue(z),
    fix: 'z[i][j] = f(x[j], y[i])',
  });
}

function between(finite: Float64Array): Float64Array {
  const [low, high] = finite.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  return Float64Array.from({ length: 9 }, (_, i) => low + ((i + 1) / 10) * (high - low));
}
