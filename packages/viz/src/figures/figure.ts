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

/** Lines of equal height, or tinted ground above each height, over an evenly spaced grid. */
export interface ContourLayer {
  /** Tells layers apart. */
  readonly kind: 'contour';
  /** [nx], the horizontal places of the grid, rising. */
  readonly x: Float64Array;
  /** [ny], the vertical places, rising. */
  readonly y: Float64Array;
  /** [ny · nx], the heights row by row; NaN where there is none. */
  readonly z: Float64Array;
  /** The heights at which lines are drawn. */
  readonly thresholds: Float64Array;
  /** Whether the ground is tinted instead. */
  readonly filled: boolean;
  /** Name in the legend. */
  readonly label?: string | undefined;
  /** A CSS colour; without it the next colour of the palette. */
  readonly color?: string | undefined;
}

/** A box, placed. */
export interface PlacedBox {
  /** The middle, in pixels from the left of the drawing. */
  readonly x: number;
  /** The middle, in pixels from its top. */
  readonly y: number;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** What stands in it. */
  readonly lines: readonly string[];
  /** The group it belongs to. */
  readonly group?: string | undefined;
  /** The place of the group's colour in the palette. */
  readonly color: number;
}

/** An arrow: the points it runs through, in pixels. */
export interface PlacedArrow {
  /** From the left of the drawing. */
  readonly x: Float64Array;
  /** From its top. */
  readonly y: Float64Array;
}

/** Boxes and arrows with their places. */
export interface Drawing {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** In the order given. */
  readonly boxes: readonly PlacedBox[];
  /** In the order given. */
  readonly arrows: readonly PlacedArrow[];
}

/** Boxes and arrows, laid out for wide and for narrow pictures. */
export interface DiagramLayer {
  /** Tells layers apart. */
  readonly kind: 'diagram';
  /** From left to right. */
  readonly wide: Drawing;
  /** From top to bottom. */
  readonly tall: Drawing;
  /** A diagram has no name in the legend: its groups have. */
  readonly label?: undefined;
  /** A diagram takes the colours of the palette. */
  readonly color?: undefined;
}

/** Several figures side by side, in rows. */
export interface GridLayer {
  /** Tells layers apart. */
  readonly kind: 'grid';
  /** Row by row. */
  readonly figures: readonly Figure[];
  /** Most figures in a row; a narrow picture has fewer. */
  readonly nColumns: number;
  /** A grid has no name in a legend: its figures have. */
  readonly label?: undefined;
  /** A grid takes the colours of its figures. */
  readonly color?: undefined;
}

/** A surface over a grid, and points around it, seen in space. */
export interface SurfaceLayer {
  /** Tells layers apart. */
  readonly kind: 'surface';
  /** [nx], the places of the grid along x, rising. */
  readonly x: Float64Array;
  /** [ny], along y, rising. */
  readonly y: Float64Array;
  /** [ny · nx], the heights row by row; NaN where there is none. */
  readonly z: Float64Array;
  /** Points in the same space; NaN where one is missing. */
  readonly points: Readonly<Record<'x' | 'y' | 'z', Float64Array>>;
  /** What lies along z, with its unit. */
  readonly zLabel?: string | undefined;
  /** From where one looks, in degrees: 0 from the front, along y; 90 from the right. */
  readonly azimuth: number;
  /** How far above the ground one looks from, in degrees: 0 level, 90 from above. */
  readonly elevation: number;
  /** Name in the legend. */
  readonly label?: string | undefined;
  /** A CSS colour; without it the first colour of the palette. */
  readonly color?: string | undefined;
}

/** Small images of one size, side by side. */
export interface ImageGridLayer {
  /** Tells layers apart. */
  readonly kind: 'images';
  /** How many images. */
  readonly nImages: number;
  /** Rows of pixels in each image. */
  readonly height: number;
  /** Columns of pixels in each image. */
  readonly width: number;
  /** [nImages · height · width], image by image, row by row from the top; NaN where a pixel is missing. */
  readonly pixels: Float64Array;
  /** The size of value that is drawn at full strength; 0 is blank ground. */
  readonly max: number;
  /** Whether the sign of a value chooses its colour. */
  readonly signed: boolean;
  /** What stands below each image. */
  readonly captions?: readonly string[] | undefined;
  /** The group of each image, as a place in `groupNames`. */
  readonly groups?: Int32Array | undefined;
  /** Names for the legend. */
  readonly groupNames: readonly string[];
  /** A CSS colour for each group; where there is none, that of the palette. */
  readonly groupColors: readonly (string | undefined)[];
  /** Images have no name in the legend: their groups have. */
  readonly label?: undefined;
  /** Images take the colours of their groups. */
  readonly color?: undefined;
}

/** One thing drawn in a figure; later layers lie on top. */
export type Layer = ScatterLayer | LineLayer | HistogramLayer | ContourLayer | DiagramLayer | GridLayer | SurfaceLayer | ImageGridLayer;

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
