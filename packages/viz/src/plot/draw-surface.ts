import type { RenderFunction } from '@observablehq/plot';
import type { Figure, SurfaceLayer } from '../figures/figure.ts';
import { type Place, type PointAndHeight, sidesOf } from '../figures/sides.ts';
import { headHeight } from './captions.ts';
import { colorOf } from './palette.ts';
import { type Attributes, svgElement } from './svg-element.ts';
import { formatTick } from './ticks.ts';
import { type Pixel, type View, viewOf } from './view.ts';

const MARGIN = { left: 46, right: 46, bottom: 46 };

type Make = (name: string, attributes: Attributes, text?: string) => void;

/** A mark that draws the box with its axes, then points below the surface, the surface, and points above it. */
export function drawSurface(figure: Figure, layer: SurfaceLayer): RenderFunction {
  return (_index, _scales, _values, { width, height }, { document }) => {
    const group = svgElement(document, 'g');
    const make: Make = (name, attributes, text) => group.append(svgElement(document, name, attributes, text));
    const top = headHeight(figure, width) + 16;
    const view = viewOf(layer, { left: MARGIN.left, right: width - MARGIN.right, top, bottom: height - MARGIN.bottom });
    const { above, below } = sidesOf(layer);
    drawBox(view, [figure.xLabel, figure.yLabel, layer.zLabel], make);
    drawPoints(below, colorOf(undefined, 2), view, make);
    drawMesh(layer, view, make);
    drawPoints(above, colorOf(undefined, 1), view, make);
    return group;
  };
}

/** The floor with its grid, the edges behind, and a scale with its name along each axis. */
function drawBox(view: View, labels: readonly (string | undefined)[], make: Make): void {
  const [[x0, x1], [y0, y1], [z0, z1]] = view.ends;
  const rule = (from: Place, to: Place, opacity: number) =>
    make('path', { d: path([view.project(from), view.project(to)]), stroke: 'currentColor', 'stroke-opacity': opacity, fill: 'none' });
  const floor = ([x, y]: readonly [number, number]): Place => [x, y, z0];
  const nearer = (a: Place, b: Place) => (view.depth(a) < view.depth(b) ? a : b);
  const [, frontY] = nearer([x0, y0, z0], [x0, y1, z0]); // the floor's edge along x that lies in front
  const [frontX] = nearer([x0, y0, z0], [x1, y0, z0]);
  const [backX, backY] = [frontX === x0 ? x1 : x0, frontY === y0 ? y1 : y0];
  for (const x of view.ticks[0]) rule(floor([x, y0]), floor([x, y1]), 0.13);
  for (const y of view.ticks[1]) rule(floor([x0, y]), floor([x1, y]), 0.13);
  for (const z of view.ticks[2]) {
    rule([x0, backY, z], [x1, backY, z], 0.13);
    rule([backX, y0, z], [backX, y1, z], 0.13);
  }
  const posts: readonly Place[] = [
    [frontX, backY, z0],
    [backX, backY, z0],
    [backX, frontY, z0],
  ];
  for (const [x, y] of posts) rule([x, y, z0], [x, y, z1], 0.3);
  for (const [a, b] of [[x0, x1].map((x): Place => [x, frontY, z0]), [y0, y1].map((y): Place => [frontX, y, z0])]) rule(a, b, 0.6);
  const [leftPost] = [...posts].sort((a, b) => view.project(a)[0] - view.project(b)[0]);
  const middle = view.project([(x0 + x1) / 2, (y0 + y1) / 2, z0]);
  scale(
    view.ticks[0].map((x) => ({ at: view.project([x, frontY, z0]), value: x })),
    middle,
    labels[0],
    make,
  );
  scale(
    view.ticks[1].map((y) => ({ at: view.project([frontX, y, z0]), value: y })),
    middle,
    labels[1],
    make,
  );
  for (const z of view.ticks[2]) tick(view.project([leftPost[0], leftPost[1], z]), [-1, 0], z, make);
  const [left, top] = view.project([leftPost[0], leftPost[1], z1]);
  if (labels[2]) make('text', { x: Math.max(4, left - 34), y: top - 8, 'text-anchor': 'start', ...soft }, `↑ ${labels[2]}`);
}

const soft = { fill: 'currentColor', 'fill-opacity': 0.75, stroke: 'none' };

/** The numbers along an edge of the floor, and its name below their middle. */
function scale(
  ticks: readonly { readonly at: Pixel; readonly value: number }[],
  middle: Pixel,
  label: string | undefined,
  make: Make,
): void {
  const [first, last] = [ticks[0].at, ticks[ticks.length - 1].at];
  const [x, y] = [(first[0] + last[0]) / 2, (first[1] + last[1]) / 2];
  const isLeft = x < middle[0];
  for (const { at, value } of ticks) tick(at, [isLeft ? -0.7 : 0.7, 1], value, make);
  if (label) make('text', { x: x + (isLeft ? -18 : 18), y: y + 40, 'text-anchor': isLeft ? 'end' : 'start', ...soft }, label);
}

/** A number beside its place, away from the box. */
function tick([x, y]: Pixel, [right, down]: readonly [number, number], value: number, make: Make): void {
  const anchor = right < 0 ? 'end' : 'start';
  make('text', { x: x + right * 8, y: y + down * 12 + 4, 'text-anchor': anchor, fill: 'currentColor', stroke: 'none' }, formatTick(value));
}

/** The cells of the grid, the farthest first. */
function drawMesh(layer: SurfaceLayer, view: View, make: Make): void {
  const { x, y, z } = layer;
  const cells = Array.from({ length: (x.length - 1) * (y.length - 1) }, (_, k) => {
    const [i, j] = [Math.floor(k / (x.length - 1)), k % (x.length - 1)];
    const corner = (di: number, dj: number): Place => [x[j + dj], y[i + di], z[(i + di) * x.length + j + dj]];
    const corners = [corner(0, 0), corner(0, 1), corner(1, 1), corner(1, 0)];
    return { corners, depth: corners.reduce((sum, place) => sum + view.depth(place), 0) };
  }).filter(({ depth }) => Number.isFinite(depth));
  const ink = colorOf(layer.color, 0);
  const look = { fill: ink, 'fill-opacity': 0.22, stroke: ink, 'stroke-opacity': 0.55, 'stroke-width': 0.75, 'stroke-linejoin': 'round' };
  for (const { corners } of cells.sort((a, b) => b.depth - a.depth)) make('path', { d: `${path(corners.map(view.project))}Z`, ...look });
}

/** The points, each on a stem from the surface. */
function drawPoints(points: readonly PointAndHeight[], ink: string, view: View, make: Make): void {
  for (const [place, height] of [...points].sort(([a], [b]) => view.depth(b) - view.depth(a))) {
    const at = view.project(place);
    const stem = path([at, view.project([place[0], place[1], height])]);
    if (Number.isFinite(height)) make('path', { d: stem, stroke: ink, 'stroke-opacity': 0.45, 'stroke-width': 1, fill: 'none' });
    make('circle', { cx: at[0], cy: at[1], r: 3.2, fill: ink, 'fill-opacity': 0.9, stroke: 'none' });
  }
}

function path(pixels: readonly Pixel[]): string {
  return pixels.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)},${y.toFixed(2)}`).join('');
}
