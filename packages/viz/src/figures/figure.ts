/** How an axis maps values: evenly, or by their logarithm. */
export type AxisType = 'linear' | 'log';

/** Points, one per sample. */
export interface ScatterLayer {
  /** Tells layers apart. */
  readonly kind: 'scatter';
  /** Horizontal places; NaN where a value is missing. */
  readonly x: Float64Array;
  /** Vertical places, one for each x. */
  readonly y: Float64Array;
  /** Name in the legend. */
  readonly label?: string | undefined;
  /** A CSS colour; without it the next colour of the palette. */
  readonly color?: string | undefined;
}

/** A line through the points in the given order; it breaks where a value is not finite. */
export interface LineLayer {
  /** Tells layers apart. */
  readonly kind: 'line';
  /** Horizontal places; NaN where a value is missing. */
  readonly x: Float64Array;
  /** Vertical places, one for each x. */
  readonly y: Float64Array;
  /** Name in the legend. */
  readonly label?: string | undefined;
  /** A CSS colour; without it the next colour of the palette. */
  readonly color?: string | undefined;
}

/** Bars: `counts[i]` values lie between `edges[i]` and `edges[i + 1]`. */
export interface HistogramLayer {
  /** Tells layers apart. */
  readonly kind: 'histogram';
  /** [nBins + 1], rising. */
  readonly edges: Float64Array;
  /** [nBins] */
  readonly counts: Float64Array;
  /** Name in the legend. */
  readonly label?: string | undefined;
  /** A CSS colour; without it the next colour of the palette. */
  readonly color?: string | undefined;
}

/** One thing drawn in a figure; later layers lie on top. */
export type Layer = ScatterLayer | LineLayer | HistogramLayer;

/** Title and axes of a figure. */
export interface FigureOptions {
  /** What the figure shows, above it. */
  readonly title?: string;
  /** What lies along the horizontal axis, with its unit: `'Working age (years)'`. */
  readonly xLabel?: string;
  /** What lies along the vertical axis, with its unit. */
  readonly yLabel?: string;
  /** Scale of the horizontal axis. @defaultValue 'linear' */
  readonly xType?: AxisType;
  /** Scale of the vertical axis. @defaultValue 'linear' */
  readonly yType?: AxisType;
}

/** A figure as plain frozen data: what is drawn and how it is labelled. `renderDom` and `renderSvg` draw it. */
export interface Figure extends FigureOptions {
  readonly xType: AxisType;
  readonly yType: AxisType;
  /** What is drawn, from the bottom up. */
  readonly layers: readonly Layer[];
  /** How many values were left out because they are not finite; the figure's description says so. */
  readonly leftOut: number;
}
