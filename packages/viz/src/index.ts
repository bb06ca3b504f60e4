// figures: plain descriptions made from plain results
export { type ContourOptions, contour } from './figures/contour.ts';
export { type Arrow, type Box, diagram } from './figures/diagram.ts';
export type {
  AxisType,
  ContourLayer,
  DiagramLayer,
  Drawing,
  Figure,
  FigureOptions,
  GridLayer,
  HistogramLayer,
  ImageGridLayer,
  Layer,
  LineLayer,
  PlacedArrow,
  PlacedBox,
  ScatterLayer,
  SurfaceLayer,
} from './figures/figure.ts';
export { type GridOptions, grid } from './figures/grid.ts';
export { type HistogramOptions, histogram } from './figures/histogram.ts';
export { type ImageGridOptions, imageGrid } from './figures/image-grid.ts';
export { type LineOptions, line } from './figures/line.ts';
export { overlay } from './figures/overlay.ts';
export { type ScatterOptions, scatter } from './figures/scatter.ts';
export { type SpacePoints, type SurfaceOptions, surface } from './figures/surface.ts';
// drawing: Observable Plot does it
export { type PlotAxes, plotOptions } from './plot/plot-options.ts';
export { type RenderDomOptions, renderDom, type Size } from './plot/render-dom.ts';
