import type { RenderFunction } from '@observablehq/plot';
import type { DiagramLayer, Drawing, Figure } from '../figures/figure.ts';
import { headHeight } from './captions.ts';
import { colorOf } from './palette.ts';
import { type Attributes, svgElement } from './svg-element.ts';

const MARGIN = 12;
const LINE = 16;

/** The drawing that suits the width: ranks side by side where there is room, one below the other on a phone. */
function drawingFor({ wide, tall }: DiagramLayer, width: number): Drawing {
  return wide.width <= 1.25 * width || wide.width <= tall.width ? wide : tall;
}

/** How much the drawing is shrunk to fit; it is never enlarged. */
function scaleOf(drawing: Drawing, width: number): number {
  return Math.min(1, (width - 2 * MARGIN) / drawing.width);
}

/** The height that a diagram needs below the head at a width. */
export function diagramHeight(layer: DiagramLayer, width: number): number {
  const drawing = drawingFor(layer, width);
  return Math.ceil(drawing.height * scaleOf(drawing, width) + 2 * MARGIN);
}

/** A mark that draws boxes and arrows in the middle of the picture, below title and legend. */
export function drawDiagram(figure: Figure, layer: DiagramLayer): RenderFunction {
  return (_index, _scales, _values, { width }, { document }) => {
    const drawing = drawingFor(layer, width);
    const scale = scaleOf(drawing, width);
    const make = (name: string, attributes: Attributes, parent: Element, text?: string): Element =>
      parent.appendChild(svgElement(document, name, attributes, text));
    const left = (width - drawing.width * scale) / 2;
    const group = svgElement(document, 'g', { transform: `translate(${left},${headHeight(figure, width) + MARGIN}) scale(${scale})` });
    for (const { x, y } of drawing.arrows) drawArrow(x, y, (name, attributes) => make(name, attributes, group));
    for (const { x, y, width: w, height: h, lines, color } of drawing.boxes) {
      const ink = colorOf(undefined, color);
      const box = make('g', { transform: `translate(${x},${y})`, 'text-anchor': 'middle' }, group);
      make(
        'rect',
        { x: -w / 2, y: -h / 2, width: w, height: h, rx: 6, fill: ink, 'fill-opacity': 0.12, stroke: ink, 'stroke-width': 1.5 },
        box,
      );
      lines.forEach((line, i) => {
        const attributes = { y: (i - (lines.length - 1) / 2) * LINE + 4, fill: 'currentColor', 'font-weight': i === 0 ? 600 : 400 };
        make('text', attributes, box, line);
      });
    }
    return group;
  };
}

/** A line through the bends, and a head in the direction of its last stretch. */
function drawArrow(x: Float64Array, y: Float64Array, make: (name: string, attributes: Attributes) => void): void {
  const last = x.length - 1;
  const path = Array.from(x, (value, i) => `${i === 0 ? 'M' : 'L'}${value},${y[i]}`).join('');
  const angle = (Math.atan2(y[last] - y[last - 1], x[last] - x[last - 1]) * 180) / Math.PI;
  const stroke = { stroke: 'currentColor', 'stroke-opacity': 0.55, 'stroke-width': 1.5, 'stroke-linejoin': 'round', fill: 'none' };
  make('path', { d: path, ...stroke });
  make('path', { d: 'M-8,-4L0,0L-8,4', transform: `translate(${x[last]},${y[last]}) rotate(${angle})`, ...stroke });
}
