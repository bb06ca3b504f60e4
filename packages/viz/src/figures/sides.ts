import type { SurfaceLayer } from './figure.ts';

/** A place in space, in units of the data. */
export type Place = readonly [x: number, y: number, z: number];

/** A point and the height of the surface at its place; NaN beyond the grid. */
export type PointAndHeight = readonly [point: Place, height: number];

/** The points on either side of the surface, with the height of the surface at their place; those beyond its edge count as above. */
export function sidesOf({ x, y, z, points }: SurfaceLayer): Readonly<Record<'above' | 'below', readonly PointAndHeight[]>> {
  const all = Array.from(points.x, (px, i) => {
    const place: Place = [px, points.y[i], points.z[i]];
    return [place, heightAt(x, y, z, px, points.y[i])] as const;
  }).filter(([place]) => place.every(Number.isFinite));
  return { above: all.filter(([place, height]) => !(place[2] < height)), below: all.filter(([place, height]) => place[2] < height) };
}

/** The height between four places of the grid, linear along both axes; NaN beyond the grid. */
function heightAt(x: Float64Array, y: Float64Array, z: Float64Array, px: number, py: number): number {
  const cell = (line: Float64Array, value: number): readonly [number, number] => {
    const place = (value - line[0]) / (line[1] - line[0]);
    const i = Math.min(line.length - 2, Math.max(0, Math.floor(place)));
    return [i, place - i];
  };
  const [[j, s], [i, t]] = [cell(x, px), cell(y, py)];
  if (Math.min(s, t) < -1e-9 || Math.max(s, t) > 1 + 1e-9) return Number.NaN;
  const row = (k: number) => (1 - s) * z[k * x.length + j] + s * z[k * x.length + j + 1];
  return (1 - t) * row(i) + t * row(i + 1);
}
