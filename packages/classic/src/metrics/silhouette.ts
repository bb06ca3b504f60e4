import { DataError, OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { LabelsLike } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { oneOf } from '../estimator/rules.ts';
import type { Clusters } from './clusters.ts';
import { readClusters } from './clusters.ts';
import type { DistanceMetric, Points } from './pairwise/metric.ts';
import { checkExponent, distancesOf, isExponent, metrics } from './pairwise/metric.ts';
import { sumOf } from './sums.ts';

/** Options of {@link silhouetteSamples} and {@link silhouetteScore}. */
export interface SilhouetteOptions {
  /** How distances are measured; `'precomputed'` if X holds them already. @defaultValue 'euclidean' */
  readonly metric?: DistanceMetric | 'precomputed';
  /** The exponent p > 0 of `'minkowski'`. @defaultValue 2 */
  readonly p?: number;
}

const rules: Rules<SilhouetteOptions> = { metric: oneOf(...metrics, 'precomputed'), p: isExponent };

/**
 * The silhouette of each sample: how much nearer it is to its own cluster than to the next. 1 is well inside, 0 on the border, below 0 nearer
 * to another cluster.
 *
 * $$ s_i = \frac{b_i - a_i}{\max(a_i, b_i)} $$
 *
 * with $a_i$ the mean distance from the others of its cluster, $b_i$ the least of the mean distances from another one.
 * Shapes: X [n, d], or [n, n] of distances for `'precomputed'`; labels [n] → [n]. A sample alone in its cluster has 0.
 * Cost: $O(n^2 d)$, in memory for a block of distances.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError unless there are 2 to n − 1 clusters, or if distances from a point to itself are not 0.
 * @throws OptionError for a metric that does not exist.
 * @example
 * import { silhouetteSamples } from '@hml/classic/metrics';
 * silhouetteSamples([[0], [1], [4], [6]], ['a', 'a', 'b', 'b']) // [0.8, 0.75, 0.42857142857142855, 0.6363636363636364]
 * @see P. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", JCAM 20 (1987).
 */
export function silhouetteSamples(X: MatrixLike, labels: LabelsLike, options: SilhouetteOptions = {}): Float64Array {
  return silhouettes('silhouetteSamples', X, labels, options);
}

/**
 * The mean of the silhouettes of all samples, from −1 to 1: the higher, the better the clusters are apart. See {@link silhouetteSamples}.
 *
 * $$ \frac{1}{n} \sum_i \frac{b_i - a_i}{\max(a_i, b_i)} $$
 *
 * Shapes: X [n, d], or [n, n] of distances for `'precomputed'`; labels [n] → a number. Cost: $O(n^2 d)$.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError unless there are 2 to n − 1 clusters, or if distances from a point to itself are not 0.
 * @throws OptionError for a metric that does not exist.
 * @example
 * import { silhouetteScore } from '@hml/classic/metrics';
 * silhouetteScore([[0], [1], [4], [6]], [0, 0, 1, 1]) // 0.6537…
 */
export function silhouetteScore(X: MatrixLike, labels: LabelsLike, options: SilhouetteOptions = {}): number {
  const values = silhouettes('silhouetteScore', X, labels, options);
  return sumOf(values) / values.length;
}

/** Distances that are held at once. */
const block = 2 ** 20;

function silhouettes(where: string, X: MatrixLike, labels: LabelsLike, options: SilhouetteOptions): Float64Array {
  checkValues(where, options, rules);
  const { metric = 'euclidean', ...rest } = options;
  const clusters = readClusters(where, X, labels);
  const { points } = clusters;
  const { data, nSamples: n, nFeatures: d } = points;
  if (metric === 'precomputed') {
    if (rest.p !== undefined)
      throw new OptionError({
        where,
        what: "option 'p' is out of range",
        expected: "no p beside 'precomputed'",
        got: describeValue(rest.p),
      });
    checkDistances(where, points);
    return Float64Array.from(clusters.cluster, (_, i) => silhouette(clusters, i, data.subarray(i * n, (i + 1) * n)));
  }
  checkExponent(where, { metric, ...rest });
  const values = new Float64Array(n);
  const step = Math.max(1, Math.floor(block / n));
  for (let from = 0; from < n; from += step) {
    const to = Math.min(n, from + step);
    const part = { data: data.subarray(from * d, to * d), nSamples: to - from, nFeatures: d };
    const distances = distancesOf(part, points, { metric, ...rest });
    for (let i = from; i < to; i++) values[i] = silhouette(clusters, i, distances.subarray((i - from) * n, (i - from + 1) * n));
  }
  return values;
}

/** The silhouette of sample i from its distances. */
function silhouette({ cluster, sizes }: Clusters, i: number, distances: Float64Array): number {
  const own = cluster[i];
  if (sizes[own] === 1) return 0;
  const sums = new Float64Array(sizes.length);
  for (let j = 0; j < distances.length; j++) sums[cluster[j]] += distances[j];
  const a = sums[own] / (sizes[own] - 1);
  const b = sums.reduce((least, sum, k) => (k === own ? least : Math.min(least, sum / sizes[k])), Number.POSITIVE_INFINITY);
  return a === b ? 0 : (b - a) / Math.max(a, b);
}

function checkDistances(where: string, { data, nSamples: n, nFeatures: d }: Points): void {
  const diagonal = Array.from({ length: Math.min(n, d) }, (_, i) => data[i * d + i]);
  const at = diagonal.findIndex((value) => Math.abs(value) > 100 * Number.EPSILON);
  if (n === d && at < 0) return;
  const got = n === d ? `${diagonal[at]} from point ${at} to itself` : `X [${n}, ${d}]`;
  throw new DataError({ where, what: 'X holds no distances', expected: 'X [nSamples, nSamples], zeros on the diagonal', got });
}
