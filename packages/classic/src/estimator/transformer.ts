import type { Matrix } from '@hml/tensor';
import type { FeatureInfo } from './columns.ts';
import type { ModelJson } from './json.ts';
import type { MatrixLike } from './matrix-like.ts';

/** What every fitted transformer can do. */
export interface Transformer extends FeatureInfo {
  /** The names of the columns that `transform` gives; without names in `fit`, `x0`, `x1`, … stand for its columns. */
  readonly featureNamesOut: readonly string[];
  /** The transformed rows: X [nSamples, nFeatures] → [nSamples, nFeaturesOut]. */
  transform(X: MatrixLike): Matrix;
  /** The model as plain data. */
  toJSON(): ModelJson;
}

/** A transformer whose `transform` can be undone. */
export interface InvertibleTransformer extends Transformer {
  /** The rows that `transform` made these of: [nSamples, nFeaturesOut] → [nSamples, nFeatures]. */
  inverseTransform(X: MatrixLike): Matrix;
}

/** The most columns that a transformer makes of those it is given: names alone would take a gigabyte then. */
export const mostColumns: number = 2 ** 24;

/** The names of the columns of `fit`: their own, or `x0`, `x1`, …. */
export function namesOf({ nFeaturesIn, featureNamesIn }: FeatureInfo): readonly string[] {
  return featureNamesIn ?? Array.from({ length: nFeaturesIn }, (_, j) => `x${j}`);
}
