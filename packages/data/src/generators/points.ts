import type { Matrix, Random } from '@hml/tensor';
import { cos, normal, permutation, sin, wrap } from '@hml/tensor';
import { checkCount, outOfRange } from './options.ts';

/** Generated samples of several classes. */
export interface LabelledPoints {
  /** The samples [nSamples, nFeatures]. */
  readonly X: Matrix<'float64'>;
  /** The class of each sample, counted from 0: [nSamples]. */
  readonly y: Int32Array;
}

/** How many samples each of two classes gets: the first half of them, or as the pair says. */
export function twoSizes(where: string, nSamples: number | readonly [number, number]): readonly [number, number] {
  if (typeof nSamples === 'number') {
    checkCount(where, 'nSamples', nSamples, 1);
    return [Math.floor(nSamples / 2), nSamples - Math.floor(nSamples / 2)];
  }
  if (!Array.isArray(nSamples) || nSamples.length !== 2) throw outOfRange(where, 'nSamples', 'a whole number or two', nSamples);
  for (const size of nSamples) checkCount(where, 'nSamples', size, 0);
  if (nSamples[0] + nSamples[1] === 0) throw outOfRange(where, 'nSamples', 'one sample at least', nSamples);
  return nSamples;
}

/** Points on the unit circle at equal angles from 0 on: `n` of them, the last at `end` or one step before it. */
export function arc(n: number, end: number, withEnd: boolean): { readonly x: Float64Array; readonly y: Float64Array } {
  const steps = withEnd ? Math.max(1, n - 1) : n;
  const angles = wrap(Float64Array.from({ length: n }, (_, i) => (end * i) / steps));
  return { x: cos(angles).toTypedArray(), y: sin(angles).toTypedArray() };
}

/** The streams of two curves. */
const streams = { noise: 0, order: 1 };

/** Points of the plane, one list per class, with normal noise added, in random order if wanted. */
export function planePoints(
  classes: readonly (readonly (readonly [number, number])[])[],
  noise: number,
  shuffle: boolean,
  rng: Random,
): LabelledPoints {
  const data = Float64Array.from(classes.flat(2));
  const labels = Int32Array.from(classes.flatMap((points, k) => points.map(() => k)));
  if (noise > 0) {
    const errors = normal(rng.split(streams.noise), [data.length], { std: noise }).toTypedArray();
    data.forEach((value, at) => {
      data[at] = value + errors[at];
    });
  }
  const points = { data, labels, nFeatures: 2 };
  return labelled(shuffle ? shuffled(points, rng.split(streams.order)) : points);
}

/** Samples as plain arrays, row by row, with their classes. */
export interface FlatPoints {
  readonly data: Float64Array;
  readonly labels: Int32Array;
  readonly nFeatures: number;
}

/** The same samples in random order. */
export function shuffled({ data, labels, nFeatures }: FlatPoints, rng: Random): FlatPoints {
  const order = orderOf(labels.length, rng);
  return { data: rowsIn(order, data, nFeatures), labels: Int32Array.from(order, (i) => labels[i]), nFeatures };
}

/** The numbers below n in random order. */
export function orderOf(n: number, rng: Random): Int32Array {
  return Int32Array.from(permutation(rng, n).toTypedArray());
}

/** Rows of `width` in the given order. */
export function rowsIn(order: Int32Array, data: Float64Array, width: number): Float64Array {
  const rows = new Float64Array(data.length);
  order.forEach((from, to) => {
    rows.set(data.subarray(from * width, (from + 1) * width), to * width);
  });
  return rows;
}

/** Columns in the given order. */
export function columnsIn(order: Int32Array, data: Float64Array): Float64Array {
  const d = order.length;
  return data.map((_, at) => data[at - (at % d) + order[at % d]]);
}

/** What a generator returns of its arrays. */
export function labelled({ data, labels, nFeatures }: FlatPoints): LabelledPoints {
  return Object.freeze({ X: wrap(data, [labels.length, nFeatures]), y: labels });
}
