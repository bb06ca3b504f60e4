import * as Plot from '@observablehq/plot';
import { extent } from '../figures/describe-figure.ts';
import type { ContourLayer, Figure, Layer } from '../figures/figure.ts';
import { standsAlone } from '../figures/make-figure.ts';
import { captions, headHeight, SMALL } from './captions.ts';
import { diagramHeight, drawDiagram } from './draw-diagram.ts';
import { drawGrid, gridHeight } from './draw-grid.ts';
import { drawImages, imagesHeight } from './draw-images.ts';
import { drawSurface } from './draw-surface.ts';
import { colorOf } from './palette.ts';
import type { Size } from './render-dom.ts';
import { formatLogTick, formatTick } from './ticks.ts';

/**
 * The figure as options of Observable Plot: hand them to `Plot.plot`, or change them first.
 *
 * Text and axes take the page's colour (`currentColor`), layers the palette (CSS variables `--hml-color-1` … `--hml-color-6`), so the
 * picture is legible in light and dark pages.
 *
 * @example
 * import { plotOptions, scatter } from '@hml/viz';
 * const options = plotOptions(scatter([1, 2], [3, 4]), { width: 360 });
 * options.width // 360
 * options.x.type // 'linear'
 */
export function plotOptions(figure: Figure, { width = 680, height }: Size = {}): Plot.PlotOptions & PlotAxes {
  const isSmall = width < SMALL;
  const spacing = (pixels: number) => (isSmall ? { tickSpacing: pixels } : {}); // closer, so that a small figure has two ticks at least
  return {
    width,
    height: height ?? heightFor(figure, width) ?? Math.round(width * 0.6),
    marginTop: headHeight(figure, width) + 8,
    marginLeft: isSmall ? 34 : 54,
    marginRight: isSmall ? 10 : 20,
    marginBottom: figure.xLabel && !standsAlone(figure) ? 50 : isSmall ? 24 : 32,
    style: { fontSize: '12px', fontFamily: 'system-ui, sans-serif', background: 'transparent', color: 'inherit', overflow: 'visible' },
    x: { ...axis(figure, 'x'), ...spacing(42), nice: figure.xType === 'log' && !isSurface(figure), inset: isSurface(figure) ? 0 : 6 },
    y: { ...axis(figure, 'y'), ...spacing(26), nice: !isSurface(figure), grid: true },
    marks: [...figure.layers.map((layer, place) => mark(figure, layer, place)), captions(figure)],
  };
}

/** The axes that {@link plotOptions} always gives. */
export interface PlotAxes {
  /** The horizontal axis. */
  readonly x: Plot.ScaleOptions;
  /** The vertical axis. */
  readonly y: Plot.ScaleOptions;
}

/** The height that a figure without axes needs below its head; undefined for other figures, which take any. */
function heightFor(figure: Figure, width: number): number | undefined {
  const [layer] = figure.layers;
  const head = headHeight(figure, width);
  if (layer?.kind === 'diagram') return head + diagramHeight(layer, width);
  if (layer?.kind === 'grid') return head + gridHeight(layer, width);
  return layer?.kind === 'images' ? head + imagesHeight(layer, width) : undefined;
}

/** Whether the ground is a grid of heights: then it fills the frame, and the closing lines of its contours fall outside. */
function isSurface({ layers }: Figure): boolean {
  return layers.some(({ kind }) => kind === 'contour');
}

/** Scale and ticks of one axis; its label is written by `captions`. */
function axis(figure: Figure, name: 'x' | 'y'): Plot.ScaleOptions {
  const type = figure[`${name}Type`];
  if (standsAlone(figure)) return { axis: null, label: null };
  const domain = isSurface(figure) ? { domain: [...extent(figure, name)] } : {};
  if (type === 'linear') return { type, label: null, tickFormat: formatTick, ...domain };
  const ticks = decades(...extent(figure, name));
  return { type, label: null, tickFormat: formatLogTick, ...domain, ...(ticks.length >= 3 ? { ticks } : {}) };
}

/** The powers of ten around a range, thinned to at most nine: their multiples would only crowd the axis. */
function decades(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const step = Math.ceil((last - first + 1) / 9);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => 10 ** (first + i * step));
}

/** One layer as a mark of Observable Plot. */
function mark(figure: Figure, layer: Layer, place: number): Plot.Markish {
  const color = colorOf(layer.color, place);
  switch (layer.kind) {
    case 'scatter':
      return Plot.dot({ length: layer.x.length }, { x: layer.x, y: layer.y, r: 4, fill: color, fillOpacity: 0.8 });
    case 'line':
      return Plot.line({ length: layer.x.length }, { x: layer.x, y: layer.y, stroke: color, strokeWidth: 2.5 });
    case 'histogram':
      return Plot.rectY(
        { length: layer.counts.length },
        { x1: layer.edges, x2: layer.edges.subarray(1), y: layer.counts, fill: color, fillOpacity: 0.85, insetLeft: 1 },
      );
    case 'contour':
      return contourMark(layer, color);
    case 'diagram':
      return drawDiagram(figure, layer);
    case 'grid':
      return drawGrid(figure, layer, (part, size, document) => Plot.plot({ ...plotOptions(part, size), document }));
    case 'surface':
      return drawSurface(figure, layer);
    case 'images':
      return drawImages(figure, layer);
  }
}

/** Lines, or tints that add up; the samples lie in the middle of the cells of Plot's grid. */
function contourMark({ x, y, z, thresholds, filled }: ContourLayer, color: string): Plot.Markish {
  const [dx, dy] = [(x[1] - x[0]) / 2, (y[1] - y[0]) / 2];
  const grid = { width: x.length, height: y.length, x1: x[0] - dx, x2: x[x.length - 1] + dx, y1: y[0] - dy, y2: y[y.length - 1] + dy };
  const look = filled ? { fill: color, fillOpacity: 0.13 } : { stroke: color, strokeWidth: 1.25, strokeOpacity: 0.8 };
  return Plot.contour(z, { ...grid, thresholds: Array.from(thresholds), clip: true, ...look });
}
