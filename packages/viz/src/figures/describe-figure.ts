import type { DiagramLayer, Figure, ImageGridLayer, Layer, SurfaceLayer } from './figure.ts';
import { hasAxes, valuesOf } from './make-figure.ts';

/** The figure in words, for those who do not see it. */
export function describeFigure(figure: Figure): string {
  const parts = figure.layers.map(describeLayer);
  const axes = hasAxes(figure) ? ` Horizontal: ${axisText(figure, 'x')}. Vertical: ${axisText(figure, 'y')}.` : '';
  const note = figure.leftOut > 0 ? ` Left out because not finite: ${figure.leftOut}.` : '';
  return `${parts.join('; ')}.${axes}${note}`;
}

function describeLayer(layer: Layer): string {
  const name = layer.label ? ` (${layer.label})` : '';
  if (layer.kind === 'scatter') return `${layer.x.length} points${name}`;
  if (layer.kind === 'line') return `a line through ${layer.x.length} points${name}`;
  if (layer.kind === 'histogram') return `${layer.counts.length} bars${name}`;
  if (layer.kind === 'diagram') return describeDiagram(layer);
  if (layer.kind === 'grid')
    return layer.figures
      .map((part) => `${part.title ?? 'untitled'}: ${describeFigure(part)}`)
      .join(' ')
      .slice(0, -1);
  if (layer.kind === 'surface') return describeSurface(layer);
  if (layer.kind === 'images') return describeImages(layer);
  return `${layer.filled ? 'ground tinted above' : 'contour lines at'} ${Array.from(layer.thresholds, short).join(', ')}${name}`;
}

function describeDiagram({ wide }: DiagramLayer): string {
  const boxes = wide.boxes.map(({ lines }) => lines.join(', '));
  return `${wide.boxes.length} boxes and ${wide.arrows.length} arrows: ${boxes.join('; ')}`;
}

function describeSurface({ z, points, zLabel = 'z', label }: SurfaceLayer): string {
  const [low, high] = range(z);
  const around = points.x.length > 0 ? `, with ${points.x.length} points around it` : '';
  return `a surface${label ? ` (${label})` : ''}, ${zLabel} from ${short(low)} to ${short(high)}${around}`;
}

function describeImages({ nImages, height, width, captions, groups, groupNames }: ImageGridLayer): string {
  const counts = groupNames.map((name, g) => `${groups?.filter((group) => group === g).length} ${name}`);
  const names = counts.length > 0 ? `, ${counts.join(', ')}` : '';
  return `${nImages} images of ${height} by ${width} pixels${names}${captions ? `: ${captions.join('; ')}` : ''}`;
}

function axisText(figure: Figure, axis: 'x' | 'y'): string {
  const [low, high] = extent(figure, axis);
  const label = (axis === 'x' ? figure.xLabel : figure.yLabel) || axis;
  return `${label} from ${short(low)} to ${short(high)}${figure[`${axis}Type`] === 'log' ? ', logarithmic' : ''}`;
}

/** Smallest and largest value along an axis. */
export function extent(figure: Figure, axis: 'x' | 'y'): readonly [number, number] {
  return range(...figure.layers.map((layer) => valuesOf(layer, axis)));
}

/** Smallest and largest of some numbers. */
export function range(...lists: readonly Float64Array[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const list of lists) {
    for (const value of list) {
      if (value < low) low = value; // comparisons with NaN are false, so breaks in lines do not count
      if (value > high) high = value;
    }
  }
  return [low, high];
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
