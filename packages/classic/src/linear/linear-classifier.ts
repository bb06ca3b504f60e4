import type { Matrix } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { ClassifierParts } from '../estimator/classifier.ts';
import type { FeaturesJson, JsonNumber, ModelJson, SavedModel } from '../estimator/json.ts';
import { numbersToJson, wrongField } from '../estimator/json.ts';
import { readClasses, readColumns, readNumbers } from '../estimator/json-fields.ts';
import type { Label } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import { linearPredictions } from './linear-scores.ts';

/** The fields that every saved linear classifier has. */
export interface LinearClassifierJson extends ModelJson, FeaturesJson {
  /** The labels, sorted. */
  readonly classes: readonly Label[];
  /** The weights, row by row. */
  readonly coef: readonly JsonNumber[];
  /** The intercepts. */
  readonly intercept: readonly JsonNumber[];
}

/** What a linear classifier is made of. */
export interface LinearClassifierParts<L> extends ClassifierParts<L> {
  /** The weights, row by row: one row for two classes, else one per class. */
  readonly coef: Float64Array;
  /** The intercept of each row of weights. */
  readonly intercept: Float64Array;
}

/** The names of {@link LinearClassifierParts} in a saved model. */
export const linearClassifierFields: readonly string[] = ['nFeaturesIn', 'featureNamesIn', 'classes', 'coef', 'intercept'];

/** The class that counts as positive in each row of weights: of two the second, for which one row is enough; of more each in turn. */
export function positiveClasses(nClasses: number): readonly number[] {
  return nClasses === 2 ? [1] : Array.from({ length: nClasses }, (_, c) => c);
}

/** The weights as a matrix, [1, nFeatures] or [nClasses, nFeatures]; a copy. */
export function weightMatrix({ coef, intercept, nFeaturesIn }: LinearClassifierParts<unknown>): Matrix {
  return wrap(coef.slice(), [intercept.length, nFeaturesIn]);
}

/** $Z = X W^{\top} + b$ past the border of `where`: of two classes [nSamples], of more [nSamples, nClasses] row by row. */
export function decisions(where: string, X: MatrixLike, parts: LinearClassifierParts<unknown>): Float64Array {
  return linearPredictions(where, X, parts, parts.coef, parts.intercept);
}

/** {@link decisions} as `decisionFunction` shows them: of more than two classes as a matrix. */
export function decisionColumns(where: string, X: MatrixLike, parts: LinearClassifierParts<unknown>): Float64Array | Matrix {
  const Z = decisions(where, X, parts);
  const k = parts.intercept.length;
  return k === 1 ? Z : wrap(Z, [Z.length / k, k]);
}

/** The scores $(0, z)$ of two classes, row by row: $\sigma(z)$ is the second of $\operatorname{softmax}(0, z)$. */
export function pairedWithZero(Z: Float64Array): Float64Array {
  const scores = new Float64Array(2 * Z.length);
  for (let i = 0; i < Z.length; i++) scores[2 * i + 1] = Z[i];
  return scores;
}

/** The weights and intercepts for a saved model. */
export function weightsToJson({ coef, intercept }: LinearClassifierParts<unknown>): Pick<LinearClassifierJson, 'coef' | 'intercept'> {
  return { coef: numbersToJson(coef), intercept: numbersToJson(intercept) };
}

/** Reads {@link linearClassifierFields}. */
export function readLinearClassifierParts(saved: SavedModel): LinearClassifierParts<Label> {
  const features = readColumns(saved);
  const classes = readClasses(saved);
  if (classes.length < 2) throw wrongField(saved, 'classes', 'two labels or more', classes);
  const rows = positiveClasses(classes.length).length;
  return {
    ...features,
    classes,
    coef: readNumbers(saved, 'coef', rows * features.nFeaturesIn),
    intercept: readNumbers(saved, 'intercept', rows),
  };
}
