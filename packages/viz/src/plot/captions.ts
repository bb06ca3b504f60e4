import type { RenderFunction } from '@observablehq/plot';
import type { Figure, Layer } from '../figures/figure.ts';
import { colorOf } from './palette.ts';

const SVG = 'http://www.w3.org/2000/svg';
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
  const isLine = layer.kind === 'line' || (layer.kind === 'contour' && !layer.filled);
  return layer.label ? [{ label: layer.label, color: colorOf(layer.color, place), isLine }] : [];
}

/** Height of what stands above the frame: title, legend, label of the vertical axis. */
export function headHeight(figure: Figure, width: number): number {
  const rows = Math.max(0, ...legendEntries(figure, width).map((entry) => entry.row + 1));
  return 10 + (figure.title ? 24 : 0) + rows * 20 + (figure.yLabel ? 22 : 0);
}

/** A mark that writes title, legend and axis labels around the frame. */
export function captions(figure: Figure, inset: number): RenderFunction {
  return (_index, _scales, _values, { width, height }, { document }) => {
    const group = document.createElementNS(SVG, 'g');
    group.setAttribute('text-anchor', 'start');
    const add = (name: string, attributes: Readonly<Record<string, string | number>>, text = '') => {
      const element = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
      element.textContent = text;
      group.appendChild(element);
    };
    let y = 10;
    if (figure.title) {
      y += 24;
      add('text', { x: inset, y: y - 10, 'font-size': 15, 'font-weight': 600, fill: 'currentColor' }, figure.title);
    }
    const entries = legendEntries(figure, width - 2 * inset);
    for (const { label, color, isLine, x, row } of entries) {
      const middle = y + row * 20 + 6;
      if (isLine) add('line', { x1: inset + x, x2: inset + x + 16, y1: middle, y2: middle, stroke: color, 'stroke-width': 2.5 });
      else add('circle', { cx: inset + x + 8, cy: middle, r: 4.5, fill: color });
      add('text', { x: inset + x + 22, y: middle + 4, fill: 'currentColor' }, label);
    }
    y += 20 * Math.max(0, ...entries.map((entry) => entry.row + 1));
    if (figure.yLabel) add('text', { x: inset, y: y + 10, fill: 'currentColor', 'fill-opacity': 0.75 }, `↑ ${figure.yLabel}`);
    if (figure.xLabel) {
      add(
        'text',
        { x: width - inset, y: height - 8, fill: 'currentColor', 'fill-opacity': 0.75, 'text-anchor': 'end' },
        `${figure.xLabel} →`,
      );
    }
    return group;
  };
}
