import { DataError, OptionError } from '@hml/tensor';
import { describeValue, checkOptions as refuseUnknown } from '@hml/tensor/extend';
import type { AxisType, DiagramLayer, Figure, FigureOptions, GridLayer, ImageGridLayer, Layer } from './figure.ts';

/** The options that every figure takes. */
export const figureOptionNames: readonly string[] = ['title', 'xLabel', 'yLabel', 'xType', 'yType'];

/** Refuses options that do not exist, with the one that was probably meant; `common` are those of the figure that this kind takes. */
export function checkOptions(where: string, options: unknown, own: readonly string[], common = figureOptionNames): void {
  refuseUnknown(where, options, [...own, ...common]);
}

/** Refuses what is no list of figures. */
export function checkFigures(where: string, figures: unknown, fix: string): void {
  const list: readonly unknown[] | undefined = Array.isArray(figures) ? figures : undefined;
  const wrong = list?.findIndex((figure) => !isFigure(figure)) ?? 0;
  if (list !== undefined && list.length > 0 && wrong < 0) return;
  throw new DataError({
    where,
    what: list === undefined ? 'figures is no list' : list.length === 0 ? 'there is nothing to draw' : `element ${wrong} is no figure`,
    expected: 'at least one figure, in an array',
    got: list === undefined ? describeValue(figures) : list.length === 0 ? 'an empty list' : describeValue(list[wrong]),
    fix,
  });
}

function isFigure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'layers' in value && Array.isArray(value.layers);
}

/** Whether a figure has axes, if only its own: one without knows the height that it needs. */
export function hasAxes({ layers }: Figure): boolean {
  return !layers.some(isWithoutAxes);
}

/** Whether nothing can be laid over a figure, as it has no axes of the common kind. */
export function standsAlone(figure: Figure): boolean {
  return !hasAxes(figure) || figure.layers.some(({ kind }) => kind === 'surface');
}

function isWithoutAxes(layer: Layer): layer is DiagramLayer | GridLayer | ImageGridLayer {
  return layer.kind === 'diagram' || layer.kind === 'grid' || layer.kind === 'images';
}

/** Puts a figure together, checks its axes, and freezes it. */
export function makeFigure(where: string, layers: readonly Layer[], options: FigureOptions, leftOut: number): Figure {
  const { title, xLabel, yLabel, xType = 'linear', yType = 'linear' } = options;
  checkAxis(where, 'x', xType, layers);
  checkAxis(where, 'y', yType, layers);
  return Object.freeze({
    ...(title === undefined ? {} : { title }),
    ...(xLabel === undefined ? {} : { xLabel }),
    ...(yLabel === undefined ? {} : { yLabel }),
    xType,
    yType,
    layers: Object.freeze(layers.map((layer) => Object.freeze(layer))),
    leftOut,
  });
}

function checkAxis(where: string, axis: 'x' | 'y', type: AxisType, layers: readonly Layer[]): void {
  if (type !== 'linear' && type !== 'log') {
    throw new OptionError({ where, what: `${axis}Type is no kind of axis`, expected: "'linear' or 'log'", got: describeValue(type) });
  }
  const low = type === 'log' ? layers.flatMap((layer) => Array.from(valuesOf(layer, axis))).find((value) => value <= 0) : undefined;
  if (low === undefined) return;
  throw new DataError({
    where,
    what: 'a logarithmic axis has no place for zero or less',
    expected: `positive values along ${axis}`,
    got: `${low}`,
    fix: `${axis}Type: 'linear', or leave those values out`,
  });
}

/** The values of a layer along one axis. */
export function valuesOf(layer: Layer, axis: 'x' | 'y'): Float64Array {
  if (isWithoutAxes(layer)) return new Float64Array(0);
  if (layer.kind === 'histogram') return axis === 'x' ? layer.edges : layer.counts;
  if (layer.kind === 'surface') return Float64Array.of(...layer[axis], ...layer.points[axis]);
  return layer[axis];
}
