import type { RenderFunction } from '@observablehq/plot';
import type { Figure, ImageGridLayer } from '../figures/figure.ts';
import { headHeight } from './captions.ts';
import { colorOf } from './palette.ts';
import { type Attributes, svgElement } from './svg-element.ts';

const MARGIN = 12;
const GAP = 8;
const CAPTION = 18;
const LARGEST = 150; // pixels: a larger image shows nothing more
const LEVELS = 16; // strengths of ink that are told apart

/** The colours of a grid of images, with their names: those of its groups, or of the signs of its values. */
export function imageGroups({ groupNames, groupColors, signed }: ImageGridLayer): readonly { label: string; color: string }[] {
  if (groupNames.length > 0) return groupNames.map((label, g) => ({ label, color: colorOf(groupColors[g], g) }));
  return signed ? ['above 0', 'below 0'].map((label, place) => ({ label, color: colorOf(undefined, place) })) : [];
}

/** How many images stand side by side, how wide each is, and how far apart rows are. */
interface Tiling {
  readonly columns: number;
  readonly side: number;
  readonly rowHeight: number;
}

/** The fewest columns that keep the grid from growing too high; up to two thirds more if then no row is left short. */
export function tilingOf({ nImages, height, width, captions }: ImageGridLayer, available: number): Tiling {
  const room = available - 2 * MARGIN;
  const highest = available < 480 ? 1.6 * room : 0.62 * room; // on a phone the page is upright
  const tiling = (columns: number): Tiling => {
    const side = Math.min(LARGEST, (room + GAP) / columns - GAP);
    return { columns, side, rowHeight: (side * height) / width + GAP + (captions ? CAPTION : 0) };
  };
  let fewest = 1;
  while (fewest < nImages && Math.ceil(nImages / fewest) * tiling(fewest).rowHeight > highest) fewest++;
  for (let columns = fewest; columns <= (5 * fewest) / 3; columns++) if (nImages % columns === 0) return tiling(columns);
  return tiling(fewest);
}

/** The height that images need at a width. */
export function imagesHeight(layer: ImageGridLayer, width: number): number {
  const { columns, rowHeight } = tilingOf(layer, width);
  return Math.ceil(Math.ceil(layer.nImages / columns) * rowHeight + 2 * MARGIN);
}

/** A mark that draws images in rows, in the middle of the picture, below title and legend. */
export function drawImages(figure: Figure, layer: ImageGridLayer): RenderFunction {
  return (_index, _scales, _values, { width: available }, { document }) => {
    const { columns, side, rowHeight } = tilingOf(layer, available);
    const { height, width, captions, groups } = layer;
    const inks = imageGroups(layer);
    const make = (name: string, attributes: Attributes, parent: Element, text?: string): Element =>
      parent.appendChild(svgElement(document, name, attributes, text));
    const group = svgElement(document, 'g', { 'aria-label': 'images' });
    const left = (available - Math.min(columns, layer.nImages) * (side + GAP) + GAP) / 2;
    const top = headHeight(figure, available) + MARGIN;
    const scale = side / width;
    for (let i = 0; i < layer.nImages; i++) {
      const x = left + (i % columns) * (side + GAP);
      const y = top + Math.floor(i / columns) * rowHeight;
      const image = make('g', { transform: `translate(${round(x)},${round(y)})` }, group);
      const frame = { fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.25 };
      const pixels = make('g', { transform: `scale(${round(scale)})`, 'shape-rendering': 'crispEdges' }, image);
      const above = layer.signed ? colorOf(undefined, 0) : (inks[groups?.[i] ?? -1]?.color ?? 'currentColor');
      for (const { path, sign, strength } of inkPaths(layer, i)) {
        make('path', { d: path, fill: sign < 0 ? colorOf(undefined, 1) : above, 'fill-opacity': round(strength) }, pixels);
      }
      make('rect', { width: round(side), height: round(scale * height), ...frame }, image);
      const below = { x: round(side / 2), y: round(scale * height + 14), 'text-anchor': 'middle', fill: above };
      if (captions) make('text', layer.signed ? { ...below, fill: 'currentColor' } : below, image, captions[i]);
    }
    return group;
  };
}

/** The pixels of one image as a path for each sign and strength, in units of pixels; runs along a row are one rectangle. */
function inkPaths({ pixels, height, width, max }: ImageGridLayer, i: number): readonly InkPath[] {
  const paths = new Map<number, string>();
  const level = (p: number): number => Math.round(LEVELS * Math.max(-1, Math.min(1, pixels[i * height * width + p] / max)) || 0) || 0;
  for (let row = 0; row < height; row++) {
    for (let from = 0, to = 0; from < width; from = to) {
      const ink = level(row * width + from);
      for (to = from + 1; to < width && level(row * width + to) === ink; ) to++;
      if (ink !== 0) paths.set(ink, `${paths.get(ink) ?? ''}M${from} ${row}h${to - from}v1h${from - to}z`);
    }
  }
  return Array.from(paths, ([ink, path]) => ({ path, sign: Math.sign(ink), strength: Math.abs(ink) / LEVELS }));
}

interface InkPath {
  readonly path: string;
  readonly sign: number;
  readonly strength: number;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
