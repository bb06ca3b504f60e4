import type { RenderFunction } from '@observablehq/plot';
import type { Figure, Layer } from '../figures/figure.ts';
import { standsAlone } from '../figures/make-figure.ts';
import { sidesOf } from '../figures/sides.ts';
import { imageGroups } from './draw-images.ts';
import { colorOf } from './palette.ts';
import { type Attributes, svgElement } from './svg-element.ts';

/** Figures below this width, such as those in a grid, have smaller titles and margins. */
export const SMALL = 260;
const INSET = 4; // of title and legend from the edges
const CHARACTER = 7; // mean width of a 12-pixel character: legends are laid out without measuring

/** One entry of the legend, placed. */
interface Entry {
  readonly label: string;
  readonly color: string;
  readonly isLine: boolean;
  readonly x: number;
  readonly row: number;
}

/** Lays the legend's entries out in rows that fit the width. */
export function legendEntries(figure: Figure, width: number): readonly Entry[] {
  let [x, row] = [0, 0];
  return figure.layers.flatMap(named).flatMap(({ label, color, isLine }) => {
    const space = 22 + label.length * CHARACTER + 14;
    if (x > 0 && x + space > width) [x, row] = [0, row + 1];
    const entry = { label, color, isLine, x, row };
    x += space;
    return [entry];
  });
}

/** The names and colours of a layer: one, if it has a label; those of the groups of a diagram. */
function named(layer: Layer, place: number): readonly Pick<Entry, 'label' | 'color' | 'isLine'>[] {
  if (layer.kind === 'diagram') {
    const groups = new Map(layer.wide.boxes.map(({ group = '', color }) => [group, color]));
    return [...groups].flatMap(([label, color]) => (label === '' ? [] : [{ label, color: colorOf(undefined, color), isLine: false }]));
  }
  if (layer.kind === 'surface') {
    const { above, below } = sidesOf(layer);
    const sides = [above, below].map((points, i) => ({
      label: points.length === 0 ? '' : `${points.length} points ${['above', 'below'][i]}`,
      color: colorOf(undefined, i + 1), // as `drawSurface` gives them
    }));
    const all = [{ label: layer.label ?? '', color: colorOf(layer.color, 0) }, ...sides];
    return all.filter(({ label }) => label !== '').map((entry, i) => ({ ...entry, isLine: i === 0 && layer.label !== undefined }));
  }
  if (layer.kind === 'images') return imageGroups(layer).map((group) => ({ ...group, isLine: false }));
  const isLine = layer.kind === 'line' || (layer.kind === 'contour' && !layer.filled);
  return layer.label ? [{ label: layer.label, color: colorOf(layer.color, place), isLine }] : [];
}

/** Height of what stands above the frame: title, legend, label of the vertical axis. */
export function headHeight(figure: Figure, width: number): number {
  const rows = Math.max(0, ...legendEntries(figure, width - 2 * INSET).map((entry) => entry.row + 1));
  return titleHeight(figure, width) + rows * 20 + (figure.yLabel && !standsAlone(figure) ? 22 : 0);
}

function titleHeight({ title }: Figure, width: number): number {
  if (width < SMALL) return title ? 22 : 4;
  return title ? 34 : 10;
}

/** A mark that writes title, legend and axis labels around the frame. */
export function captions(figure: Figure): RenderFunction {
  return (_index, _scales, _values, { width, height }, { document }) => {
    const group = svgElement(document, 'g', { 'text-anchor': 'start' });
    const add = (name: string, attributes: Attributes, text?: string) => group.append(svgElement(document, name, attributes, text));
    const isSmall = width < SMALL;
    let y = titleHeight(figure, width);
    if (figure.title) {
      add(
        'text',
        { x: INSET, y: y - (isSmall ? 8 : 10), 'font-size': isSmall ? 12 : 15, 'font-weight': 600, fill: 'currentColor' },
        figure.title,
      );
    }
    const entries = legendEntries(figure, width - 2 * INSET);
    for (const { label, color, isLine, x, row } of entries) {
      const middle = y + row * 20 + 6;
      if (isLine) add('line', { x1: INSET + x, x2: INSET + x + 16, y1: middle, y2: middle, stroke: color, 'stroke-width': 2.5 });
      else add('circle', { cx: INSET + x + 8, cy: middle, r: 4.5, fill: color });
      add('text', { x: INSET + x + 22, y: middle + 4, fill: 'currentColor' }, label);
    }
    y += 20 * Math.max(0, ...entries.map((entry) => entry.row + 1));
    if (standsAlone(figure)) return group; // its axes, if any, are its own
    if (figure.yLabel) add('text', { x: INSET, y: y + 10, fill: 'currentColor', 'fill-opacity': 0.75 }, `↑ ${figure.yLabel}`);
    if (figure.xLabel) {
      add(
        'text',
        { x: width - INSET, y: height - 8, fill: 'currentColor', 'fill-opacity': 0.75, 'text-anchor': 'end' },
        `${figure.xLabel} →`,
      );
    }
    return group;
  };
}
