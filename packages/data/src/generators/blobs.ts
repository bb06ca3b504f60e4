import type { Matrix } from '@hml/tensor';
import { isTensor, normal, uniform, wrap } from '@hml/tensor';
import { withDefaults } from '@hml/tensor/extend';
import type { GeneratorOptions } from './options.ts';
import { checkCount, checkNumber, outOfRange, seeded } from './options.ts';
import type { LabelledPoints } from './points.ts';
import { labelled, shuffled } from './points.ts';

/** Options of {@link makeBlobs}. */
export interface BlobsOptions extends GeneratorOptions {
  /** How many samples, as equally as can be; or how many in each blob. @defaultValue 100 */
  readonly nSamples?: number | readonly number[];
  /** How many features; centers that are given have their own. @defaultValue 2 */
  readonly nFeatures?: number;
  /** How many blobs, or where their centers lie. @defaultValue 3, or as many as `nSamples` */
  readonly centers?: number | readonly (readonly number[])[] | Matrix;
  /** The standard deviation of all blobs, or of each. @defaultValue 1 */
  readonly clusterStd?: number | readonly number[];
  /** Between which two values coordinates of random centers lie. @defaultValue [-10, 10] */
  readonly centerBox?: readonly [number, number];
}

/** Generated blobs. */
export interface Blobs extends LabelledPoints {
  /** The centers [nCenters, nFeatures]. */
  readonly centers: Matrix<'float64'>;
}

/**
 * Round blobs: normal distributions about a few centers, the data that k-means hopes for.
 *
 * $$ x_i \sim \mathcal N(c_{y_i}, \sigma_{y_i}^2 I) $$
 *
 * Shapes: `X` [nSamples, nFeatures], `y` [nSamples] with the number of the blob, `centers` [nCenters, nFeatures].
 *
 * @throws OptionError for an unknown option, a value out of range, or lists of different lengths.
 * @example
 * import { makeBlobs } from '@hml/data/generators';
 * const { X, y, centers } = makeBlobs({ nSamples: 5, centers: [[0, 0], [100, 100]], shuffle: false });
 * X.shape // [5, 2]
 * y // [0, 0, 0, 1, 1]
 * X.at(4, 0).item() > 90 // true
 * centers // [[0, 0], [100, 100]]
 */
export function makeBlobs(options: BlobsOptions = {}): Blobs {
  const defaults = {
    nSamples: 100,
    nFeatures: 2,
    centers: undefined,
    clusterStd: 1,
    centerBox: [-10, 10] as const,
    shuffle: true,
    randomState: 0,
  };
  const { nSamples, nFeatures, centers, clusterStd, centerBox, shuffle, randomState } = withDefaults(where, defaults, options);
  checkCount(where, 'nFeatures', nFeatures, 1);
  const rng = seeded(where, randomState);
  const count = typeof nSamples === 'number' ? 3 : nSamples.length;
  const placed = centersFrom(centers ?? count, nFeatures, centerBox, (n) =>
    uniform(rng.split(streams.centers), [n], box(centerBox)).toTypedArray(),
  );
  const nCenters = placed.data.length / placed.width;
  const sizes = sizesOf(nSamples, nCenters);
  const stds = typeof clusterStd === 'number' ? sizes.map(() => clusterStd) : clusterStd;
  if (stds.length !== nCenters) throw outOfRange(where, 'clusterStd', `a number, or one for each of ${nCenters} centers`, clusterStd);
  for (const std of stds) checkNumber(where, 'clusterStd', std, 0);

  const labels = Int32Array.from(sizes.flatMap((size, k) => Array.from({ length: size }, () => k)));
  const d = placed.width;
  const data = Float64Array.from(normal(rng.split(streams.points), [labels.length * d]).toTypedArray(), (z, at) => {
    const k = labels[Math.floor(at / d)];
    return placed.data[k * d + (at % d)] + stds[k] * z;
  });
  const points = { data, labels, nFeatures: d };
  const { X, y } = labelled(shuffle ? shuffled(points, rng.split(streams.order)) : points);
  return Object.freeze({ X, y, centers: wrap(placed.data, [nCenters, d]) });
}

const where = 'makeBlobs';
const streams = { centers: 0, points: 1, order: 2 };

function box([low, high]: readonly [number, number]): { readonly low: number; readonly high: number } {
  return { low, high };
}

interface Centers {
  readonly data: Float64Array;
  readonly width: number;
}

function centersFrom(
  centers: number | readonly (readonly number[])[] | Matrix,
  nFeatures: number,
  centerBox: readonly [number, number],
  drawn: (n: number) => Float64Array,
): Centers {
  if (typeof centers === 'number') {
    checkCount(where, 'centers', centers, 1);
    for (const end of centerBox) checkNumber(where, 'centerBox', end);
    if (!(centerBox[0] < centerBox[1])) throw outOfRange(where, 'centerBox', 'two numbers, the lower first', centerBox);
    return { data: drawn(centers * nFeatures), width: nFeatures };
  }
  const rows = isTensor(centers) ? centers.toArray().map((row) => row.map(Number)) : centers;
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some((row) => row.length !== width))
    throw outOfRange(where, 'centers', 'a number of centers, or rows of equal length', centers);
  for (const value of rows.flat()) checkNumber(where, 'centers', value);
  return { data: Float64Array.from(rows.flat()), width };
}

function sizesOf(nSamples: number | readonly number[], nCenters: number): readonly number[] {
  if (typeof nSamples === 'number') {
    checkCount(where, 'nSamples', nSamples, 1);
    return Array.from({ length: nCenters }, (_, k) => Math.floor(nSamples / nCenters) + Number(k < nSamples % nCenters));
  }
  if (nSamples.length !== nCenters) throw outOfRange(where, 'nSamples', `a number, or one for each of ${nCenters} centers`, nSamples);
  for (const size of nSamples) checkCount(where, 'nSamples', size, 0);
  return nSamples;
}
