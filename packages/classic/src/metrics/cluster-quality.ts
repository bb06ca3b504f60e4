import type { LabelsLike } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { Clusters } from './clusters.ts';
import { readClusters } from './clusters.ts';
import type { Points } from './pairwise/metric.ts';
import { distancesOf } from './pairwise/metric.ts';
import { sumOf } from './sums.ts';

/**
 * Calinski and Harabasz' index: how far the centres of the clusters are spread, over how far the points are within them. The higher the better.
 *
 * $$ \frac{\sum_k n_k \lVert c_k - c \rVert^2 / (K - 1)}{\sum_i \lVert x_i - c_{k_i} \rVert^2 / (n - K)} $$
 *
 * Shapes: X [n, d], labels [n] → a number; 1 where all points lie in the centre of their cluster. Cost: $O(nd)$.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError unless there are 2 to n − 1 clusters.
 * @example
 * import { calinskiHarabaszScore } from '@hml/classic/metrics';
 * calinskiHarabaszScore([[0], [1], [4], [6]], [0, 0, 1, 1]) // 16.2
 * @see T. Caliński, J. Harabasz, "A dendrite method for cluster analysis", Communications in Statistics 3 (1974).
 */
export function calinskiHarabaszScore(X: MatrixLike, labels: LabelsLike): number {
  const clusters = readClusters('calinskiHarabaszScore', X, labels);
  const { points, sizes } = clusters;
  const centers = centersOf(clusters);
  const center = centersOf({ points, cluster: new Int32Array(points.nSamples), sizes: Float64Array.of(points.nSamples) });
  const between = sumOf(distancesOf(centers, center, { metric: 'sqeuclidean' }).map((square, k) => square * sizes[k]));
  const within = sumOf(fromCenters(clusters, centers).map((distance) => distance ** 2));
  const [n, K] = [points.nSamples, sizes.length];
  return within === 0 ? 1 : (between * (n - K)) / (within * (K - 1));
}

/**
 * Davies and Bouldin's index: how much each cluster overlaps with the one it overlaps with most, in the mean. 0 is best.
 *
 * $$ \frac{1}{K} \sum_k \max_{l \ne k} \frac{s_k + s_l}{\lVert c_k - c_l \rVert} $$
 *
 * with $s_k$ the mean distance of the points of cluster k from its centre $c_k$.
 * Shapes: X [n, d], labels [n] → a number. Cost: $O(nd + K^2 d)$.
 * Numerics: 0 where all points lie in the centre of their cluster, or all centres in one place; centres that coincide do not overlap.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError unless there are 2 to n − 1 clusters.
 * @example
 * import { daviesBouldinScore } from '@hml/classic/metrics';
 * daviesBouldinScore([[0], [1], [4], [6]], [0, 0, 1, 1]) // 0.3333333333333333
 * @see D. Davies, D. Bouldin, "A cluster separation measure", IEEE Transactions on Pattern Analysis and Machine Intelligence 1 (1979).
 */
export function daviesBouldinScore(X: MatrixLike, labels: LabelsLike): number {
  const clusters = readClusters('daviesBouldinScore', X, labels);
  const { cluster, sizes } = clusters;
  const centers = centersOf(clusters);
  const spread = new Float64Array(sizes.length);
  fromCenters(clusters, centers).forEach((distance, i) => {
    spread[cluster[i]] += distance / sizes[cluster[i]];
  });
  const apart = distancesOf(centers, centers, {});
  const nothing = (value: number): boolean => value <= 1e-8; // as scikit-learn's test for zero
  if (spread.every(nothing) || apart.every(nothing)) return 0;
  const worst = spread.map((own, k) =>
    spread.reduce((most, other, l) => {
      const distance = apart[k * sizes.length + l];
      return distance === 0 ? most : Math.max(most, (own + other) / distance);
    }, 0),
  );
  return sumOf(worst) / sizes.length;
}

/** The mean of the points of each cluster. */
function centersOf({ points: { data, nFeatures: d }, cluster, sizes }: Clusters): Points {
  const centers = new Float64Array(sizes.length * d);
  cluster.forEach((k, i) => {
    for (let j = 0; j < d; j++) centers[k * d + j] += data[i * d + j];
  });
  return { data: centers.map((sum, at) => sum / sizes[Math.floor(at / d)]), nSamples: sizes.length, nFeatures: d };
}

/** The distance of each point from the centre of its cluster. */
function fromCenters({ points: { data, nFeatures: d }, cluster }: Clusters, centers: Points): Float64Array {
  return Float64Array.from(cluster, (k, i) => {
    let square = 0;
    for (let j = 0; j < d; j++) square += (data[i * d + j] - centers.data[k * d + j]) ** 2;
    return Math.sqrt(square);
  });
}
