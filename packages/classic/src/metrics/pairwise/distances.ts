import type { Matrix } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { checkValues } from '../../estimator/options.ts';
import { isBoolean, oneOf } from '../../estimator/rules.ts';
import { onSphere } from './haversine.ts';
import type { DistanceOptions, PairwiseOptions } from './metric.ts';
import { checkExponent, distancesOf, isExponent, metrics, readPoints } from './metric.ts';

/** Options of {@link euclideanDistances}. */
export interface EuclideanOptions {
  /** Whether the squares of the distances are given. @defaultValue false */
  readonly squared?: boolean;
}

const rules: Rules<PairwiseOptions> = { metric: oneOf(...metrics, 'haversine'), p: isExponent };

/**
 * The distance of every point of X from every point of Y, in the metric asked for.
 *
 * $$ y_{ij} = d(x_i, y_j) $$
 *
 * `'euclidean'` $\lVert x - y \rVert_2$, `'sqeuclidean'` its square, `'manhattan'` $\lVert x - y \rVert_1$, `'chebyshev'`
 * $\lVert x - y \rVert_\infty$, `'minkowski'` $\lVert x - y \rVert_p$, `'cosine'` $1 - \cos(x, y)$, `'hamming'` the share of coordinates that
 * differ, `'haversine'` the angle on a sphere of points of latitude and longitude ({@link haversineDistances}).
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 * Numerics: summed from differences, so that near points far from the origin keep their digits. Cost: $O(nmd)$.
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @throws OptionError for a metric that does not exist, or a `p` beside another metric.
 * @example
 * import { pairwiseDistances } from '@hml/classic/metrics';
 * pairwiseDistances([[0, 0], [3, 4]]) // [[0, 5], [5, 0]]
 * pairwiseDistances([[0, 0]], [[3, 4]], { metric: 'manhattan' }) // [[7]]
 */
export function pairwiseDistances(X: MatrixLike, Y?: MatrixLike, options: PairwiseOptions = {}): Matrix<'float64'> {
  const where = 'pairwiseDistances';
  checkValues(where, options, rules);
  checkExponent(where, options);
  return isFlat(options) ? distances(where, X, Y, options) : onSphere(where, X, Y);
}

/**
 * The Euclidean distance of every point of X from every point of Y.
 *
 * $$ y_{ij} = \lVert x_i - y_j \rVert_2 $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { euclideanDistances } from '@hml/classic/metrics';
 * euclideanDistances([[0, 0], [1, 1]], [[3, 4]], { squared: true }) // [[25], [13]]
 */
export function euclideanDistances(X: MatrixLike, Y?: MatrixLike, options: EuclideanOptions = {}): Matrix<'float64'> {
  checkValues('euclideanDistances', options, { squared: isBoolean });
  return distances('euclideanDistances', X, Y, { metric: (options.squared ?? false) ? 'sqeuclidean' : 'euclidean' });
}

/**
 * The distance of every point of X from every point of Y along the axes, as taxis drive in Manhattan.
 *
 * $$ y_{ij} = \lVert x_i - y_j \rVert_1 $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { manhattanDistances } from '@hml/classic/metrics';
 * manhattanDistances([[0, 0], [1, 1]], [[3, 4]]) // [[7], [5]]
 */
export function manhattanDistances(X: MatrixLike, Y?: MatrixLike): Matrix<'float64'> {
  return distances('manhattanDistances', X, Y, { metric: 'manhattan' });
}

/**
 * The cosine distance of every point of X from every point of Y: 0 for the same direction, 1 at right angles, 2 for the opposite.
 *
 * $$ y_{ij} = 1 - \frac{x_i^{\top} y_j}{\lVert x_i \rVert \lVert y_j \rVert} $$
 *
 * Shapes: X [n, d], Y [m, d], or left out for X itself → [n, m].
 * Numerics: half the squared distance of the unit vectors, which keeps the digits of small angles. A point at the origin has no direction; it
 * is 1 from all others, as in scikit-learn.
 *
 * @throws ShapeError if the points differ in the number of coordinates.
 * @throws DataError if values are missing or not finite.
 * @example
 * import { cosineDistances } from '@hml/classic/metrics';
 * cosineDistances([[1, 0], [0, 2]], [[3, 0]]) // [[0], [1]]
 */
export function cosineDistances(X: MatrixLike, Y?: MatrixLike): Matrix<'float64'> {
  return distances('cosineDistances', X, Y, { metric: 'cosine' });
}

function isFlat(options: PairwiseOptions): options is DistanceOptions {
  return options.metric !== 'haversine';
}

function distances(where: string, X: MatrixLike, Y: MatrixLike | undefined, options: DistanceOptions): Matrix<'float64'> {
  const left = readPoints(where, 'X', X);
  const right = Y === undefined ? left : readPoints(where, 'Y', Y, left);
  const table = distancesOf(left, right, options);
  if (left === right) for (let i = 0; i < left.nSamples; i++) table[i * left.nSamples + i] = 0; // from itself, the origin too
  return wrap(table, [left.nSamples, right.nSamples]);
}
