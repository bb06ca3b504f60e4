import { DataError } from '@hml/tensor';
import type { LabelsLike } from '../estimator/labels.ts';
import { readLabels } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { Points } from './pairwise/metric.ts';
import { readPoints } from './pairwise/metric.ts';

/** A division into clusters, past the border. */
export interface Clusters {
  readonly points: Points;
  /** The cluster of each sample, counted from 0. */
  readonly cluster: Int32Array;
  /** How many samples each cluster has. */
  readonly sizes: Float64Array;
}

/** The border check of points and the cluster of each: at least two clusters, and not every point one of its own. */
export function readClusters(where: string, X: MatrixLike, labels: LabelsLike): Clusters {
  const points = readPoints(where, 'X', X);
  const { classes, codes: cluster } = readLabels(where, 'labels', labels, points.nSamples);
  const sizes = new Float64Array(classes.length);
  for (const k of cluster) sizes[k]++;
  if (sizes.length >= 2 && sizes.length < points.nSamples) return { points, cluster, sizes };
  const expected = `2 to ${points.nSamples - 1} clusters for ${points.nSamples} samples`;
  throw new DataError({ where, what: 'the number of clusters is out of range', expected, got: String(sizes.length) });
}
