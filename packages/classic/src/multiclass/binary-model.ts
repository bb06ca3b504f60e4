import type { Matrix } from '@hml/tensor';
import { DataError, isTensor, wrap } from '@hml/tensor';
import type { ModelsByLabel } from '../estimator/classifier-recipe.ts';
import type { FeatureInfo } from '../estimator/columns.ts';
import type { ModelJson } from '../estimator/json.ts';
import type { Label } from '../estimator/labels.ts';
import type { DesignMatrix, MatrixLike } from '../estimator/matrix-like.ts';
import type { SparseDesign, SparseLike } from '../estimator/sparse.ts';

/** A fitted classifier of two classes that says how sure it is, by decision values or by probabilities. */
export interface BinaryModel extends FeatureInfo {
  /** The two classes: false and true. */
  readonly classes: readonly Label[];
  /** How sure the model is of the second class, above 0 if it predicts that. */
  decisionFunction?(X: MatrixLike): Float64Array | Matrix;
  /** The probabilities of both classes. */
  predictProba?(X: MatrixLike): Matrix;
  /** The model as plain data. */
  toJSON(): ModelJson;
}

/** The models of classifiers that tell two classes apart, whatever the type of the labels. */
export interface BinaryModels extends ModelsByLabel {
  readonly model: BinaryModel;
}

/** Whether a value is a model that tells false from true in so many columns. */
export function isBinaryModel(model: unknown, nFeatures: number): model is BinaryModel {
  const { classes, nFeaturesIn, decisionFunction, predictProba, toJSON } = Object(model);
  const two = Array.isArray(classes) && classes.length === 2 && classes[0] === false && classes[1] === true;
  const sure = typeof decisionFunction === 'function' || typeof predictProba === 'function';
  return two && sure && typeof toJSON === 'function' && nFeaturesIn === nFeatures;
}

/** How sure the model is of true, per row: decision values, or else probabilities; above the threshold it predicts true. */
export function confidenceOf(model: BinaryModel, X: MatrixLike): { readonly values: Float64Array; readonly threshold: 0 | 0.5 } {
  if (model.decisionFunction === undefined) return { values: probabilityOf('decisionFunction', model, X), threshold: 0.5 };
  const values = model.decisionFunction(X);
  return { values: isTensor(values) ? Float64Array.from(values.toTypedArray()) : values, threshold: 0 };
}

/** The probability of true, per row. @throws DataError if the model knows none. */
export function probabilityOf(where: string, model: BinaryModel, X: MatrixLike): Float64Array {
  if (model.predictProba !== undefined) {
    const P = model.predictProba(X).toTypedArray();
    return Float64Array.from({ length: P.length / 2 }, (_, i) => P[2 * i + 1]);
  }
  throw new DataError({
    where,
    what: 'the estimator knows no probabilities',
    expected: 'an estimator whose models have predictProba',
    got: 'one without',
    fix: 'decisionFunction(X)',
  });
}

/** A design as an estimator takes it: nothing is copied. */
export function rowsOf(design: DesignMatrix | SparseDesign): Matrix | SparseLike {
  const shape = [design.nSamples, design.nFeatures] as const;
  return 'indptr' in design ? { shape, indptr: design.indptr, indices: design.indices, values: design.data } : wrap(design.data, shape);
}
