import type { Matrix } from '@hml/tensor';
import { DataError, isTensor } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Figure, FigureOptions } from './figure.ts';
import { checkOptions, makeFigure } from './make-figure.ts';
import { asNumbers, checkSomething, isList } from './points.ts';

/** Options of {@link imageGrid}. */
export interface ImageGridOptions extends Pick<FigureOptions, 'title'> {
  /** Rows and columns of pixels in each image. @defaultValue a square, if the pixels make one */
  readonly shape?: readonly [number, number];
  /** What stands below each image. */
  readonly captions?: ArrayLike<string | number>;
  /** A group per image, such as right and wrong: each group gets a colour and a name in the legend, in order of first appearance. */
  readonly groups?: ArrayLike<string | number>;
  /** CSS colours of groups, by name. @defaultValue those of the palette */
  readonly colors?: Readonly<Record<string, string>>;
  /** The size of value that is drawn at full strength, above 0. @defaultValue the largest there is */
  readonly max?: number;
}

/**
 * Small images of one size side by side: samples, the weights of each class, what a model predicted.
 *
 * Shapes: images [n, height · width], an image per row, its own rows one after the other from the top.
 * 0 is blank ground, and the larger a value, the stronger its ink: the ink of the page, or of the image's group. If there are values below 0,
 * the sign chooses between two colours. Pixels that are not finite stay blank.
 *
 * @throws DataError when there is no image, lengths do not fit, or something is not a number.
 * @throws OptionError when an option does not exist; images have no axes.
 *
 * @example
 * import { imageGrid } from '@hml/viz';
 * const figure = imageGrid([[0, 1, 1, 0], [1, 0, 0, 1]], { captions: ['rising', 'falling'] });
 * const [layer] = figure.layers;
 * layer.kind === 'images' && [layer.nImages, layer.height, layer.width] // [2, 2, 2]
 * imageGrid([[1, 2, 3]]) // throws DataError: imageGrid: the images have no shape
 */
export function imageGrid(images: readonly ArrayLike<number>[] | Matrix, options: ImageGridOptions = {}): Figure {
  checkOptions(where, options, ['shape', 'captions', 'groups', 'colors', 'max'], ['title']);
  const rows =
    isTensor(images) && images.ndim === 2 ? Array.from({ length: images.shape[0] }, (_, i) => images.at(i).toTypedArray()) : images;
  if (isTensor(rows) || !Array.isArray(rows))
    throw wrong('images is no list of images', 'images [n, height · width]', describeValue(images));
  const [height, width] = shapeOf(rows, options.shape);
  const pixels = pixelsOf(rows, height * width);
  const finite = pixels.filter(Number.isFinite);
  checkSomething(where, pixels.length, pixels.length - finite.length);
  const { captions, groups, colors = {}, max = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0) } = options;
  if (!(max >= 0 && max < Infinity) || options.max === 0) throw wrong('max is no size', 'a number above 0', describeValue(max));
  const nImages = rows.length;
  const names = groups === undefined ? undefined : texts('groups', groups, nImages);
  const groupNames = [...new Set(names)];
  const layer = {
    kind: 'images',
    nImages,
    height,
    width,
    pixels,
    max,
    signed: finite.some((value) => value < 0),
    captions: captions === undefined ? undefined : texts('captions', captions, nImages),
    groups: names === undefined ? undefined : Int32Array.from(names, (name) => groupNames.indexOf(name)),
    groupNames,
    groupColors: groupNames.map((name) => (Object.hasOwn(colors, name) ? colors[name] : undefined)),
  } as const;
  return makeFigure(where, [layer], options, pixels.length - finite.length);
}

const where = 'imageGrid';

/** Rows and columns of the first image: as given, else those of a square. */
function shapeOf([first]: readonly unknown[], shape: ImageGridOptions['shape']): readonly [number, number] {
  if (!isList(first)) throw wrong('there is nothing to draw', 'at least one image, a list of pixels', describeValue(first));
  const side = Math.round(Math.sqrt(first.length));
  const [height, width] = shape ?? [side, side];
  if (Number.isInteger(height) && height > 0 && height * width === first.length) return [height, width];
  throw new DataError({
    where,
    what: 'the images have no shape',
    expected: `shape: [height, width] with height · width = ${first.length}, the number of pixels`,
    got: shape === undefined ? 'none, and no square of so many pixels' : `[${height}, ${width}]`,
    fix: 'shape: [28, 28] for images of 784 pixels',
  });
}

/** All pixels, image by image, with what is not finite as NaN. */
function pixelsOf(rows: readonly unknown[], size: number): Float64Array {
  const pixels = new Float64Array(rows.length * size);
  for (const [i, row] of rows.entries()) {
    const values = asNumbers(where, `image ${i}`, row, 'imageGrid(images)');
    if (values.length !== size) throw wrong(`image ${i} has another size`, `${size} pixels as image 0`, `${values.length}`);
    pixels.set(
      values.map((value) => (Number.isFinite(value) ? value : Number.NaN)),
      i * size,
    );
  }
  return pixels;
}

function texts(name: string, values: ArrayLike<string | number>, nImages: number): readonly string[] {
  if (isList(values) && values.length === nImages) return Array.from(values, String);
  const got = isList(values) ? `${values.length}` : describeValue(values);
  throw wrong(`${name} and images differ in number`, `${nImages} ${name}: an array with one per image`, got);
}

function wrong(what: string, expected: string, got: string): DataError {
  return new DataError({ where, what, expected, got, fix: 'imageGrid([[0, 1, 1, 0]], { shape: [2, 2] })' });
}
