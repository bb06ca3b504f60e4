import type { Matrix, ShapeError } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { FeatureInfo } from '../../estimator/columns.ts';
import { asMatrix } from '../../estimator/input.ts';
import type { FeaturesJson, JsonNumber, ModelJson } from '../../estimator/json.ts';
import { featuresToJson, numbersToJson, openModel, wrongField } from '../../estimator/json.ts';
import { readBoolean, readColumns, readInteger, readNumbers } from '../../estimator/json-fields.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import { isSparse } from '../../estimator/sparse.ts';
import type { InvertibleTransformer } from '../../estimator/transformer.ts';
import { namesOf } from '../../estimator/transformer.ts';
import { zerosMove } from '../zeros-move.ts';

const kind = 'MinMaxScalerModel';
const version = 1;

/** A saved {@link MinMaxScalerModel}. */
export interface MinMaxScalerJson extends ModelJson, FeaturesJson {
  readonly kind: 'MinMaxScalerModel';
  /** The range of the scaled columns. */
  readonly featureRange: readonly JsonNumber[];
  /** Whether `transform` cuts off what lies outside. */
  readonly clip: boolean;
  /** The smallest value of each column. */
  readonly dataMin: readonly JsonNumber[];
  /** The largest value of each column. */
  readonly dataMax: readonly JsonNumber[];
  /** How many rows there were. */
  readonly nSamplesSeen: number;
}

/** What a {@link MinMaxScalerModel} is made of. */
export interface MinMaxScalerParts {
  /** The columns of `fit`. */
  readonly features: FeatureInfo;
  /** The smallest value of each column. */
  readonly dataMin: Float64Array;
  /** The largest value of each column. */
  readonly dataMax: Float64Array;
  /** How many rows there were. */
  readonly nSamplesSeen: number;
  /** The range of the scaled columns. */
  readonly featureRange: readonly [number, number];
  /** Whether `transform` cuts off what lies outside. */
  readonly clip: boolean;
}

/**
 * Ranges of columns, fitted.
 *
 * @example
 * import { MinMaxScaler, MinMaxScalerModel } from '@hml/classic/preprocessing';
 * const scaler = new MinMaxScaler({ featureRange: [-1, 1] }).fit([[0], [10]]);
 * MinMaxScalerModel.fromJSON(JSON.parse(JSON.stringify(scaler))).transform([[5]]).toArray() // [[0]]
 */
export class MinMaxScalerModel implements InvertibleTransformer {
  /** The `kind` of its saved models. */
  static readonly kind: 'MinMaxScalerModel' = kind;
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  /** The smallest value $m_j$ of each column. A copy: writing into it changes nothing, and so for the others. */
  readonly dataMin: Float64Array;
  /** The largest value $M_j$ of each column. */
  readonly dataMax: Float64Array;
  /** The range $M_j - m_j$ of each column; NaN where all values are missing. */
  readonly dataRange: Float64Array;
  /** How many rows the extremes are of, those with missing values too. */
  readonly nSamplesSeen: number;
  /** What each column is multiplied by: $(b - a) / (M_j - m_j)$. */
  readonly scale: Float64Array;
  /** What is added then: $a - m_j \cdot \text{scale}_j$. */
  readonly min: Float64Array;
  readonly #parts: MinMaxScalerParts;
  readonly #scale: Float64Array;
  readonly #min: Float64Array;

  constructor(parts: MinMaxScalerParts) {
    const { features, dataMin, dataMax, featureRange } = parts;
    const [low, high] = featureRange;
    this.nFeaturesIn = features.nFeaturesIn;
    this.featureNamesIn = features.featureNamesIn;
    this.#parts = { ...parts, dataMin: dataMin.slice(), dataMax: dataMax.slice() };
    this.dataMin = dataMin;
    this.dataMax = dataMax;
    this.dataRange = dataMin.map((m, j) => (m <= dataMax[j] ? dataMax[j] - m : Number.NaN));
    this.nSamplesSeen = parts.nSamplesSeen;
    this.#scale = dataMin.map((m, j) => (high - low) / widthOf(m, dataMax[j]));
    this.#min = dataMin.map((m, j) => (m <= dataMax[j] ? low - m * this.#scale[j] : low));
    this.scale = this.#scale.slice();
    this.min = this.#min.slice();
    Object.freeze(this);
  }

  /** The names of the columns that come out: those of `fit`, or `x0`, `x1`, …. */
  get featureNamesOut(): readonly string[] {
    return namesOf(this);
  }

  /**
   * $z_{ij} = x_{ij} \cdot \text{scale}_j + \text{min}_j$: X [nSamples, nFeatures] → [nSamples, nFeatures].
   *
   * @throws ShapeError if the columns are not those of `fit`.
   * @throws DataError if `X` is empty, ragged or infinite.
   */
  transform(X: MatrixLike): Matrix {
    const { clip, featureRange } = this.#parts;
    const [low, high] = featureRange;
    if (isSparse(X)) throw rangeOfZeros(`${kind}.transform`);
    const { data, nSamples, nFeatures: d } = asMatrix(`${kind}.transform`, X, { features: this, allowNaN: true });
    for (let i = 0, p = 0; i < nSamples; i++) for (let j = 0; j < d; j++, p++) data[p] = data[p] * this.#scale[j] + this.#min[j];
    if (clip) for (let p = 0; p < data.length; p++) data[p] = Math.min(Math.max(data[p], low), high);
    return wrap(data, [nSamples, d]);
  }

  /** $x_{ij} = (z_{ij} - \text{min}_j) / \text{scale}_j$: Z [nSamples, nFeatures] → [nSamples, nFeatures]. @throws what `transform` throws. */
  inverseTransform(Z: MatrixLike): Matrix {
    if (isSparse(Z)) throw rangeOfZeros(`${kind}.inverseTransform`);
    const { data, nSamples, nFeatures: d } = asMatrix(`${kind}.inverseTransform`, Z, { features: this, allowNaN: true });
    for (let i = 0, p = 0; i < nSamples; i++) for (let j = 0; j < d; j++, p++) data[p] = (data[p] - this.#min[j]) / this.#scale[j];
    return wrap(data, [nSamples, d]);
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): MinMaxScalerJson {
    const { featureRange, clip, dataMin, dataMax, nSamplesSeen } = this.#parts;
    return {
      hml: 1,
      kind,
      version,
      ...featuresToJson(this),
      featureRange: numbersToJson(featureRange),
      clip,
      dataMin: numbersToJson(dataMin),
      dataMax: numbersToJson(dataMax),
      nSamplesSeen,
    };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): MinMaxScalerModel {
    const names = ['nFeaturesIn', 'featureNamesIn', 'featureRange', 'clip', 'dataMin', 'dataMax', 'nSamplesSeen'];
    const saved = openModel(json, kind, version, names);
    const features = readColumns(saved);
    const [low, high] = readNumbers(saved, 'featureRange', 2);
    if (!(low < high)) throw wrongField(saved, 'featureRange', 'two numbers, the first below the second', [low, high]);
    const dataMin = readNumbers(saved, 'dataMin', features.nFeaturesIn, true);
    const dataMax = readNumbers(saved, 'dataMax', features.nFeaturesIn, true);
    const nSamplesSeen = readInteger(saved, 'nSamplesSeen', 1);
    return new MinMaxScalerModel({ features, dataMin, dataMax, nSamplesSeen, featureRange: [low, high], clip: readBoolean(saved, 'clip') });
  }
}

/** The error where the zeros of sparse rows would be moved. */
export function rangeOfZeros(where: string): ShapeError {
  return zerosMove(where, 'a range moves the zeros of sparse rows', 'new StandardScaler({ withMean: false })');
}

/** $M - m$, or 1 for a column that has no values, or whose range scikit-learn, too, takes for a constant's. */
function widthOf(low: number, high: number): number {
  const width = high - low;
  return width >= 10 * Number.EPSILON && width < Infinity ? width : 1;
}
