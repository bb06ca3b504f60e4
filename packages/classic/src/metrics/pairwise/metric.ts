import type { Matrix } from '@hml/tensor';
import { cdist, OptionError, ShapeError, wrap } from '@hml/tensor';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rule } from '../../estimator/options.ts';
import type { Targets } from '../../estimator/targets.ts';
import { asTargets } from '../../estimator/targets.ts';

/** How the distance of two points is measured; `'cityblock'` is another name for `'manhattan'`. */
export type DistanceMetric = 'euclidean' | 'sqeuclidean' | 'manhattan' | 'cityblock' | 'chebyshev' | 'minkowski' | 'cosine' | 'hamming';

/** How distances are measured. */
export interface DistanceOptions {
  /** The metric. @defaultValue 'euclidean' */
  readonly metric?: DistanceMetric;
  /** The exponent p > 0 of `'minkowski'`. @defaultValue 2 */
  readonly p?: number;
}

/** Options of {@link pairwiseDistances}. */
export interface PairwiseOptions extends Omit<DistanceOptions, 'metric'> {
  /** The metric. @defaultValue 'euclidean' */
  readonly metric?: DistanceMetric | 'haversine';
}

/** Points past the border, row by row. */
export interface Points {
  readonly data: Float64Array;
  readonly nSamples: number;
  readonly nFeatures: number;
}

/** The names of all metrics. */
export const metrics = ['euclidean', 'sqeuclidean', 'manhattan', 'cityblock', 'chebyshev', 'minkowski', 'cosine', 'hamming'] as const;

/** The rule of the exponent. */
export const isExponent: Rule<number> = {
  expected: "a number above 0, for 'minkowski'",
  accepts: (value): value is number => typeof value === 'number' && value > 0,
};

/** The border check of points; as many coordinates as `like` has. */
export function readPoints(where: string, name: string, X: MatrixLike, like?: Points): Points {
  const { data, nSamples, nOutputs, ndim }: Targets = asTargets(where, X, undefined, name);
  const wanted = like?.nFeatures ?? nOutputs;
  if (ndim === 2 && nOutputs === wanted) return { data, nSamples, nFeatures: nOutputs };
  throw new ShapeError({
    where,
    what: ndim === 2 ? 'the points have different numbers of coordinates' : `${name} is not a matrix`,
    expected: like === undefined ? `${name} [nSamples, nFeatures]` : `${name} [nSamples, ${wanted}], as X`,
    got: ndim === 2 ? `${name} [${nSamples}, ${nOutputs}]` : `${name} [${nSamples}]`,
  });
}

/** Points as a tensor [nSamples, nFeatures]. */
export function asRows({ data, nSamples, nFeatures }: Points): Matrix<'float64'> {
  return wrap(data, [nSamples, nFeatures]);
}

/** Refuses an exponent for a metric that has none. */
export function checkExponent(where: string, { metric = 'euclidean', p }: PairwiseOptions): void {
  if (p === undefined || metric === 'minkowski') return;
  throw new OptionError({
    where,
    what: "option 'p' is out of range",
    expected: "no p, which is for 'minkowski'",
    got: `${p} for '${metric}'`,
  });
}

/** The distances of all points of X from all of Y, row by row [nX, nY]. */
export function distancesOf(X: Points, Y: Points, { metric = 'euclidean', p = 2 }: DistanceOptions): Float64Array {
  if (metric === 'hamming') return hamming(X, Y);
  const [x, y] = [asRows(X), asRows(Y)];
  const table =
    metric === 'minkowski' ? cdist(x, y, { metric, p }) : cdist(x, y, { metric: metric === 'manhattan' ? 'cityblock' : metric });
  const distances = table.toTypedArray();
  // a point at the origin has no direction: it counts as at right angles to all
  return metric === 'cosine' ? distances.map((distance) => (Number.isNaN(distance) ? 1 : distance)) : distances;
}

/** The share of coordinates in which two points differ. */
function hamming(X: Points, Y: Points): Float64Array {
  const { nFeatures: d } = X;
  return Float64Array.from({ length: X.nSamples * Y.nSamples }, (_, at) => {
    const i = Math.floor(at / Y.nSamples) * d;
    const j = (at % Y.nSamples) * d;
    let differing = 0;
    for (let k = 0; k < d; k++) differing += Number(X.data[i + k] !== Y.data[j + k]);
    return differing / d;
  });
}
