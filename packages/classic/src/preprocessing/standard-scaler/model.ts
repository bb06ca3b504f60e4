import type { Matrix, ShapeError } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { SparseMatrix } from '@hml/tensor/sparse';
import type { FeatureInfo } from '../../estimator/columns.ts';
import { asMatrix, sparseInPieces } from '../../estimator/input.ts';
import type { FeaturesJson, JsonNumber, ModelJson } from '../../estimator/json.ts';
import { featuresToJson, numbersToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readColumns, readNonNegative, readNumbers } from '../../estimator/json-fields.ts';
import type { DenseMatrixLike, MatrixLike } from '../../estimator/matrix-like.ts';
import { drain } from '../../estimator/rows.ts';
import type { SparseLike } from '../../estimator/sparse.ts';
import { isSparse } from '../../estimator/sparse.ts';
import type { InvertibleTransformer } from '../../estimator/transformer.ts';
import { namesOf } from '../../estimator/transformer.ts';
import type { Moments } from '../../statistics/moments.ts';
import { variances } from '../../statistics/moments.ts';
import { zerosMove } from '../zeros-move.ts';

const kind = 'StandardScalerModel';
const version = 1;

/** A saved {@link StandardScalerModel}: the statistics of its data, from which all else follows. */
export interface StandardScalerJson extends ModelJson, FeaturesJson {
  readonly kind: 'StandardScalerModel';
  /** Whether columns are brought to mean 0. */
  readonly withMean: boolean;
  /** Whether columns are brought to variance 1. */
  readonly withStd: boolean;
  /** The weight of the values of each column. */
  readonly nSamplesSeen: readonly JsonNumber[];
  /** Their means. */
  readonly mean: readonly JsonNumber[];
  /** Their sums of squared deviations. */
  readonly squares: readonly JsonNumber[];
}

/** What a {@link StandardScalerModel} is made of. */
export interface StandardScalerParts {
  /** The columns of `fit`. */
  readonly features: FeatureInfo;
  /** What was kept of the data. */
  readonly moments: Moments;
  /** Whether columns are brought to mean 0. */
  readonly withMean: boolean;
  /** Whether columns are brought to variance 1. */
  readonly withStd: boolean;
}

/**
 * Means and scales of columns, fitted.
 *
 * @example
 * import { StandardScaler, StandardScalerModel } from '@hml/classic/preprocessing';
 * const scaler = new StandardScaler().fit({ age: [20, 40], income: [1, 5] });
 * scaler.featureNamesOut // ['age', 'income']
 * StandardScalerModel.fromJSON(JSON.parse(JSON.stringify(scaler))).transform({ income: [5], age: [20] }).toArray() // [[-1, 1]]
 */
export class StandardScalerModel implements InvertibleTransformer {
  /** The `kind` of its saved models. */
  static readonly kind: 'StandardScalerModel' = kind;
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  /** The mean $\mu_j$ of each column. A copy: writing into it changes nothing, and so for the others. */
  readonly mean: Float64Array;
  /** The variance $\sigma_j^2$ of each column. */
  readonly var: Float64Array;
  /** What each column is divided by: $\sigma_j$, or 1 for a column that does not vary and without `withStd`. */
  readonly scale: Float64Array;
  /** How many values of each column were seen, by weight; NaN not counted. */
  readonly nSamplesSeen: Float64Array;
  readonly #parts: StandardScalerParts;
  readonly #shift: Float64Array;
  readonly #scale: Float64Array;

  constructor(parts: StandardScalerParts) {
    const { features, moments, withMean, withStd } = parts;
    this.nFeaturesIn = features.nFeaturesIn;
    this.featureNamesIn = features.featureNamesIn;
    this.#parts = parts;
    this.mean = moments.mean.slice();
    this.var = variances(moments);
    this.nSamplesSeen = moments.weight.slice();
    this.#shift = withMean ? moments.mean : new Float64Array(features.nFeaturesIn);
    this.#scale = withStd ? scales(moments) : new Float64Array(features.nFeaturesIn).fill(1);
    this.scale = this.#scale.slice();
    Object.freeze(this);
  }

  /** What was kept of the data, for `partialFit`. @internal */
  get moments(): Moments {
    return this.#parts.moments;
  }

  /** The names of the columns that come out: those of `fit`, or `x0`, `x1`, …. */
  get featureNamesOut(): readonly string[] {
    return namesOf(this);
  }

  /**
   * $z_{ij} = (x_{ij} - \mu_j) / \sigma_j$: X [nSamples, nFeatures] → [nSamples, nFeatures]. Without means to subtract, sparse rows stay sparse.
   *
   * @throws ShapeError if the columns are not those of `fit`, or X is sparse and means are subtracted.
   * @throws DataError if `X` is empty, ragged or infinite.
   */
  transform(X: SparseMatrix): SparseMatrix;
  transform(X: SparseLike): SparseLike;
  transform(X: DenseMatrixLike): Matrix;
  transform(X: MatrixLike): Matrix | SparseMatrix | SparseLike;
  transform(X: MatrixLike): Matrix | SparseMatrix | SparseLike {
    if (isSparse(X)) return this.#eachEntry(`${kind}.transform`, X, (x, j) => x / this.#scale[j]);
    const { data, nSamples, nFeatures: d } = asMatrix(`${kind}.transform`, X, { features: this, allowNaN: true });
    for (let i = 0, p = 0; i < nSamples; i++) for (let j = 0; j < d; j++, p++) data[p] = (data[p] - this.#shift[j]) / this.#scale[j];
    return wrap(data, [nSamples, d]);
  }

  /** $x_{ij} = z_{ij} \sigma_j + \mu_j$: Z [nSamples, nFeatures] → [nSamples, nFeatures]. @throws what `transform` throws. */
  inverseTransform(Z: SparseMatrix): SparseMatrix;
  inverseTransform(Z: SparseLike): SparseLike;
  inverseTransform(Z: DenseMatrixLike): Matrix;
  inverseTransform(Z: MatrixLike): Matrix | SparseMatrix | SparseLike;
  inverseTransform(Z: MatrixLike): Matrix | SparseMatrix | SparseLike {
    if (isSparse(Z)) return this.#eachEntry(`${kind}.inverseTransform`, Z, (z, j) => z * this.#scale[j]);
    const { data, nSamples, nFeatures: d } = asMatrix(`${kind}.inverseTransform`, Z, { features: this, allowNaN: true });
    for (let i = 0, p = 0; i < nSamples; i++) for (let j = 0; j < d; j++, p++) data[p] = data[p] * this.#scale[j] + this.#shift[j];
    return wrap(data, [nSamples, d]);
  }

  /** The same matrix with other entries. */
  #eachEntry(where: string, X: SparseLike | SparseMatrix, of: (entry: number, j: number) => number): SparseMatrix | SparseLike {
    if (this.#parts.withMean) throw meansOfZeros(where);
    const { data, indices, indptr } = drain(sparseInPieces(where, X, { features: this, allowNaN: true }));
    if (!('indptr' in X)) return X.map((entry, _, j) => of(entry, j));
    for (let p = 0; p < data.length; p++) data[p] = of(data[p], indices[p]);
    return { shape: [X.shape[0], X.shape[1]], indptr, indices, values: data };
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): StandardScalerJson {
    const { moments, withMean, withStd } = this.#parts;
    return {
      hml: 1,
      kind,
      version,
      ...featuresToJson(this),
      withMean,
      withStd,
      nSamplesSeen: numbersToJson(moments.weight),
      mean: numbersToJson(moments.mean),
      squares: numbersToJson(moments.squares),
    };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): StandardScalerModel {
    const fields = ['nFeaturesIn', 'featureNamesIn', 'withMean', 'withStd', 'nSamplesSeen', 'mean', 'squares'];
    const saved = openModel(json, kind, version, fields);
    const features = readColumns(saved);
    const d = features.nFeaturesIn;
    const moments = {
      weight: readNonNegative(saved, 'nSamplesSeen', d),
      mean: readNumbers(saved, 'mean', d),
      squares: readNonNegative(saved, 'squares', d),
    };
    return new StandardScalerModel({ features, moments, withMean: readBoolean(saved, 'withMean'), withStd: readBoolean(saved, 'withStd') });
  }
}

/** The error where means would be subtracted from sparse rows. */
export function meansOfZeros(where: string): ShapeError {
  return zerosMove(where, 'means cannot be subtracted from sparse rows', 'new StandardScaler({ withMean: false })');
}

/** $\sigma_j$, or 1 where the variance is no more than the rounding of $n$ values of this size leaves of a constant. */
function scales(moments: Moments): Float64Array {
  return variances(moments).map((variance, j) => {
    const n = moments.weight[j];
    const rounding = n * Number.EPSILON * variance + (n * moments.mean[j] * Number.EPSILON) ** 2;
    return variance <= rounding ? 1 : Math.sqrt(variance);
  });
}
