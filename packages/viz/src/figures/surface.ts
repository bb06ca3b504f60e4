import type { Matrix, Vector } from '@hml/tensor';
import { DataError, OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Figure, FigureOptions, SurfaceLayer } from './figure.ts';
import { asHeightGrid } from './height-grid.ts';
import { checkOptions, makeFigure } from './make-figure.ts';
import { asNumbers } from './points.ts';

/** Points in space, one per sample. */
export interface SpacePoints {
  /** Along x. */
  readonly x: ArrayLike<number> | Vector;
  /** Along y. */
  readonly y: ArrayLike<number> | Vector;
  /** The heights. */
  readonly z: ArrayLike<number> | Vector;
}

/** Options of {@link surface}. */
export interface SurfaceOptions extends Pick<FigureOptions, 'title' | 'xLabel' | 'yLabel'> {
  /** What the heights are, with their unit. */
  readonly zLabel?: string;
  /** Points in the same space, each with a stem that ends at the surface. @defaultValue none */
  readonly points?: SpacePoints;
  /** From where one looks, in degrees: 0 from the front, along y; 90 from the right. @defaultValue 35 */
  readonly azimuth?: number;
  /** How far above the ground one looks from, in degrees from 0 to 90. @defaultValue 20 */
  readonly elevation?: number;
  /** Name in the legend. */
  readonly label?: string;
  /** A CSS colour of the surface. @defaultValue the first colour of the palette */
  readonly color?: string;
}

/**
 * A surface $z = f(x, y)$ over a grid, seen in space: the plane fitted to two features, with the samples above and below it.
 *
 * Shapes: x [nx] and y [ny], evenly spaced and rising; z [ny, nx], a row per y. Where z is not finite there is a hole.
 * Far lines stay parallel (no perspective), so lengths along an axis can be compared. It stands alone: `overlay` cannot add to it.
 *
 * @throws DataError when shapes do not fit, a grid is not evenly spaced, no height is finite, or points differ in number.
 * @throws OptionError when an option does not exist, or a direction is out of range.
 *
 * @example
 * import { surface } from '@hml/viz';
 * const figure = surface([0, 1], [0, 1], [[1, 3], [2, 4]], { points: { x: [0.5], y: [0.5], z: [3] }, zLabel: 'score' });
 * const [layer] = figure.layers;
 * layer.kind === 'surface' && [...layer.z] // [1, 3, 2, 4]
 * surface([0, 1], [0, 1], [[1, 2]]) // throws DataError: surface: z is no grid of heights
 */
export function surface(
  x: ArrayLike<number> | Vector,
  y: ArrayLike<number> | Vector,
  z: readonly ArrayLike<number>[] | Matrix,
  options: SurfaceOptions = {},
): Figure {
  checkOptions('surface', options, ['zLabel', 'points', 'azimuth', 'elevation', 'label', 'color'], ['title', 'xLabel', 'yLabel']);
  const { leftOut, ...grid } = asHeightGrid('surface', x, y, z);
  const points = asSpacePoints(options.points ?? { x: [], y: [], z: [] });
  const { zLabel, label, color } = options;
  const azimuth = degrees('azimuth', options.azimuth ?? 35, -360, 360);
  const elevation = degrees('elevation', options.elevation ?? 20, 0, 90);
  const layer: SurfaceLayer = { kind: 'surface', ...grid, points, zLabel, azimuth, elevation, label, color };
  const missing = points.x.filter((_, i) => !Number.isFinite(points.x[i] + points.y[i] + points.z[i])).length;
  return makeFigure('surface', [layer], options, leftOut + missing);
}

function asSpacePoints(points: SpacePoints): SurfaceLayer['points'] {
  const usage = 'surface(x, y, z, { points: { x, y, z } })';
  const [x, y, z] = (['x', 'y', 'z'] as const).map((name) => asNumbers('surface', `points.${name}`, points[name], usage));
  if (x.length === y.length && x.length === z.length) return Object.freeze({ x, y, z });
  const [what, expected] = ['points differ in number', 'as many along x as along y and z'];
  throw new DataError({ where: 'surface', what, expected, got: `${x.length} x, ${y.length} y and ${z.length} z` });
}

function degrees(name: string, value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value;
  const [what, expected] = [`${name} is out of range`, `degrees from ${low} to ${high}`];
  throw new OptionError({ where: 'surface', what, expected, got: describeValue(value) });
}
