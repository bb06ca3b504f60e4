import type { RenderFunction } from '@observablehq/plot';
import type { Figure, GridLayer } from '../figures/figure.ts';
import { headHeight } from './captions.ts';
import { svgElement } from './svg-element.ts';

const GAP = 12;
const LEAST = 160; // a narrower figure has no room for its axis

/** Draws one of the figures as an element of this size. */
export type DrawFigure = (figure: Figure, size: { readonly width: number; readonly height: number }, document: Document) => Element;

/** The places of the figures: as many columns as there is room for. */
function layOut({ figures, nColumns }: GridLayer, width: number) {
  const columns = Math.max(1, Math.min(nColumns, figures.length, Math.floor((width + GAP) / (LEAST + GAP))));
  const cellWidth = (width - (columns - 1) * GAP) / columns;
  const cellHeight = Math.round(cellWidth * 0.75);
  return { columns, cellWidth, cellHeight, height: Math.ceil(figures.length / columns) * (cellHeight + GAP) - GAP };
}

/** The height that a grid needs below the head at a width. */
export function gridHeight(layer: GridLayer, width: number): number {
  return layOut(layer, width).height;
}

/** A mark that draws the figures in rows, below the title. */
export function drawGrid(figure: Figure, layer: GridLayer, draw: DrawFigure): RenderFunction {
  return (_index, _scales, _values, { width }, { document }) => {
    const group = svgElement(document, 'g');
    const { columns, cellWidth, cellHeight } = layOut(layer, width);
    const top = headHeight(figure, width);
    layer.figures.forEach((part, i) => {
      const element = draw(part, { width: cellWidth, height: cellHeight }, document);
      element.setAttribute('x', String((i % columns) * (cellWidth + GAP)));
      element.setAttribute('y', String(top + Math.floor(i / columns) * (cellHeight + GAP)));
      group.appendChild(element);
    });
    return group;
  };
}
