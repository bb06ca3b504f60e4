import type { Label, LabelsLike } from '../estimator/labels.ts';
import { readListedLabels } from '../estimator/labels.ts';

/** How two ways to divide the same samples overlap. */
export interface Contingency<A extends Label = Label, B extends Label = Label> {
  /** The classes of the first, in ascending order: the rows. */
  readonly classes: readonly A[];
  /** The clusters of the second, in ascending order: the columns. */
  readonly clusters: readonly B[];
  /** How many samples each class and each cluster have in common. */
  readonly counts: readonly (readonly number[])[];
}

/** Counts of a contingency table that are not 0, and their margins. */
export interface Overlaps {
  /** How many samples the class `i` and the cluster `j` share. */
  readonly cells: readonly { readonly i: number; readonly j: number; readonly count: number }[];
  /** The sizes of the classes. */
  readonly rows: Float64Array;
  /** The sizes of the clusters. */
  readonly columns: Float64Array;
  readonly nSamples: number;
}

/**
 * Contingency matrix: how many samples each class shares with each cluster. Unlike those of a confusion matrix, rows and columns need not
 * mean the same.
 *
 * $$ C_{ij} = |\{k : u_k = i, v_k = j\}| $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → `counts` [nClasses, nClusters].
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { contingencyMatrix } from '@hml/classic/metrics';
 * contingencyMatrix(['a', 'a', 'b', 'b'], [0, 1, 2, 2]).counts // [[1, 1, 0], [0, 0, 2]]
 */
export function contingencyMatrix<A extends Label, B extends Label>(
  labelsTrue: LabelsLike<A>,
  labelsPred: LabelsLike<B>,
): Contingency<A, B>;
export function contingencyMatrix(labelsTrue: LabelsLike, labelsPred: LabelsLike): Contingency {
  const { classes, clusters, truth, prediction } = readDivisions('contingencyMatrix', labelsTrue, labelsPred);
  const counts = classes.map(() => clusters.map(() => 0));
  truth.forEach((i, sample) => {
    counts[i][prediction[sample]]++;
  });
  return { classes, clusters, counts };
}

/** The border check of two divisions, and how they overlap; memory for the cells that occur only. */
export function overlaps(where: string, labelsTrue: LabelsLike, labelsPred: LabelsLike): Overlaps {
  const { classes, clusters, truth, prediction } = readDivisions(where, labelsTrue, labelsPred);
  const counts = new Map<number, number>();
  const rows = new Float64Array(classes.length);
  const columns = new Float64Array(clusters.length);
  truth.forEach((i, sample) => {
    const j = prediction[sample];
    const cell = i * columns.length + j;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    rows[i]++;
    columns[j]++;
  });
  const cells = Array.from(counts, ([cell, count]) => ({ i: Math.floor(cell / columns.length), j: cell % columns.length, count }));
  return { cells: cells.sort((a, b) => a.i - b.i || a.j - b.j), rows, columns, nSamples: truth.length };
}

function readDivisions(where: string, labelsTrue: LabelsLike, labelsPred: LabelsLike) {
  const { classes, codes: truth } = readListedLabels(where, 'labelsTrue', labelsTrue);
  const { classes: clusters, codes: prediction } = readListedLabels(where, 'labelsPred', labelsPred, truth.length);
  return { classes, clusters, truth, prediction };
}
