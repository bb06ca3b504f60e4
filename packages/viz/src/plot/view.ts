import { range } from '../figures/describe-figure.ts';
import type { SurfaceLayer } from '../figures/figure.ts';
import type { Place } from '../figures/sides.ts';
import { roundNumbers } from './ticks.ts';

/** Where a place is drawn, in pixels. */
export type Pixel = readonly [x: number, y: number];

/** The rectangle to draw in, in pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A view of a box in space, without perspective: parallel lines stay parallel. */
export interface View {
  /** The ends of the box along x, y and z. */
  readonly ends: readonly (readonly [number, number])[];
  /** Round numbers between them. */
  readonly ticks: readonly (readonly number[])[];
  readonly project: (place: Place) => Pixel;
  /** How far away a place is; larger lies behind. */
  readonly depth: (place: Place) => number;
}

/**
 * The box around surface and points, turned by the azimuth $\alpha$, tilted by the elevation $\epsilon$, and fitted into a frame.
 *
 * Each axis runs from −1 to 1 in the box, the heights from −h to h. Then
 *
 * $$ u = x \cos\alpha - y \sin\alpha, \quad d = x \sin\alpha + y \cos\alpha, \qquad
 * \text{right} = u, \quad \text{up} = z \cos\epsilon + d \sin\epsilon, \quad \text{depth} = d \cos\epsilon - z \sin\epsilon $$
 */
export function viewOf(layer: SurfaceLayer, frame: Frame): View {
  const ends = (['x', 'y', 'z'] as const).map((axis) => widened(range(layer[axis], layer.points[axis])));
  const [alpha, epsilon] = [layer.azimuth, layer.elevation].map((degrees) => (degrees * Math.PI) / 180);
  const inBox = (place: Place): Place => {
    const [x, y, z] = place.map((value, k) => (2 * (value - ends[k][0])) / (ends[k][1] - ends[k][0]) - 1);
    return [x, y, 0.8 * z];
  };
  const turned = (place: Place) => {
    const [x, y, z] = inBox(place);
    return { u: x * Math.cos(alpha) - y * Math.sin(alpha), d: x * Math.sin(alpha) + y * Math.cos(alpha), z };
  };
  const up = ({ d, z }: ReturnType<typeof turned>) => z * Math.cos(epsilon) + d * Math.sin(epsilon);
  const corners = cornersOf(ends).map(turned);
  const [u0, u1] = range(Float64Array.from(corners, ({ u }) => u));
  const [v0, v1] = range(Float64Array.from(corners, up));
  const perUp = (frame.bottom - frame.top) / (v1 - v0);
  const perRight = Math.min((frame.right - frame.left) / (u1 - u0), 1.6 * perUp); // wide pictures are stretched, but not out of shape
  const middle = (frame.left + frame.right) / 2;
  return {
    ends,
    ticks: ends.map(([low, high]) => roundNumbers(low, high, 4)),
    project: (place) => {
      const at = turned(place);
      return [middle + (at.u - (u0 + u1) / 2) * perRight, frame.bottom - (up(at) - v0) * perUp];
    },
    depth: (place) => {
      const { d, z } = turned(place);
      return d * Math.cos(epsilon) - z * Math.sin(epsilon);
    },
  };
}

/** The eight corners of a box. */
export function cornersOf(ends: View['ends']): Place[] {
  const [xs, ys, zs] = ends;
  return xs.flatMap((x) => ys.flatMap((y) => zs.map((z): Place => [x, y, z])));
}

/** A range without extent becomes one of width 1. */
function widened([low, high]: readonly [number, number]): readonly [number, number] {
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}
