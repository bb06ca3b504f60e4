import type { Matrix } from '@hml/tensor';
import { cos, DataError, OptionError, sin, wrap } from '@hml/tensor';
import type { FeatureInfo } from '../../estimator/columns.ts';
import { asMatrix } from '../../estimator/input.ts';
import type { FeaturesJson, JsonNumber, ModelJson } from '../../estimator/json.ts';
import { featuresToJson, numberToJson, openModel, wrongField } from '../../estimator/json.ts';
import { readBoolean, readColumns, readInteger, readPositive } from '../../estimator/json-fields.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Transformer } from '../../estimator/transformer.ts';
import { mostColumns, namesOf } from '../../estimator/transformer.ts';

const kind = 'SinusoidFeaturesModel';
const version = 1;

/** A saved {@link SinusoidFeaturesModel}. */
export interface SinusoidFeaturesJson extends ModelJson, FeaturesJson {
  readonly kind: 'SinusoidFeaturesModel';
  /** The largest multiple. */
  readonly degree: number;
  /** The base period. */
  readonly period: JsonNumber;
  /** Whether cosines come beside the sines. */
  readonly includeCosine: boolean;
}

/** What a {@link SinusoidFeaturesModel} is made of. */
export interface SinusoidFeaturesParts {
  /** The columns of `fit`. */
  readonly features: FeatureInfo;
  /** The largest multiple. */
  readonly degree: number;
  /** The base period. */
  readonly period: number;
  /** Whether cosines come beside the sines. */
  readonly includeCosine: boolean;
}

/** Sines of columns, fitted: what is learned is how many columns there are, and their names. */
export class SinusoidFeaturesModel implements Transformer {
  /** The `kind` of its saved models. */
  static readonly kind: 'SinusoidFeaturesModel' = kind;
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  readonly #parts: SinusoidFeaturesParts;

  constructor(parts: SinusoidFeaturesParts) {
    if (columnsOut(parts) > mostColumns) throw tooMany(parts);
    this.nFeaturesIn = parts.features.nFeaturesIn;
    this.featureNamesIn = parts.features.featureNamesIn;
    this.#parts = parts;
    Object.freeze(this);
  }

  /** The names of the columns that come out: `sin(x0)`, `sin(2 x0)`, or with the period, `sin(2π x0/12)`. */
  get featureNamesOut(): readonly string[] {
    const { degree, period, includeCosine } = this.#parts;
    const plain = period === 2 * Math.PI;
    const angle = (k: number, name: string): string => (plain ? `${k === 1 ? '' : `${k} `}${name}` : `${2 * k}π ${name}/${period}`);
    const functions = includeCosine ? ['sin', 'cos'] : ['sin'];
    return Array.from({ length: degree }, (_, k) =>
      namesOf(this).flatMap((name) => functions.map((f) => `${f}(${angle(k + 1, name)})`)),
    ).flat();
  }

  /**
   * The sines (and cosines) of each row: X [nSamples, nFeatures] → [nSamples, nFeaturesOut].
   *
   * @throws ShapeError if the columns are not those of `fit`.
   * @throws DataError if `X` is empty, ragged, not finite, or so large that an angle overflows.
   */
  transform(X: MatrixLike): Matrix {
    const { degree, period, includeCosine } = this.#parts;
    const where = `${kind}.transform`;
    const { data, nSamples, nFeatures: d } = asMatrix(where, X, { features: this });
    const base = (2 * Math.PI) / period;
    const angles = new Float64Array(nSamples * degree * d);
    for (let i = 0, q = 0; i < nSamples; i++)
      for (let k = 1; k <= degree; k++) for (let j = 0; j < d; j++, q++) angles[q] = k * (base * data[i * d + j]);
    const q = angles.findIndex((angle) => !Number.isFinite(angle));
    if (q >= 0) {
      const got = `a larger one in row ${Math.floor(q / (degree * d))}`;
      throw new DataError({ where, what: 'an angle overflows', expected: 'angles below 1.8e308', got, fix: 'rescale X' });
    }
    const sines = sin(wrap(angles, [nSamples, degree * d]));
    if (!includeCosine) return sines;
    const [s, c] = [sines.toTypedArray(), cos(wrap(angles, [nSamples, degree * d])).toTypedArray()];
    const both = new Float64Array(2 * s.length);
    for (let p = 0; p < s.length; p++) {
      both[2 * p] = s[p];
      both[2 * p + 1] = c[p];
    }
    return wrap(both, [nSamples, 2 * degree * d]);
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): SinusoidFeaturesJson {
    const { degree, period, includeCosine } = this.#parts;
    return { hml: 1, kind, version, ...featuresToJson(this), degree, period: numberToJson(period), includeCosine };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): SinusoidFeaturesModel {
    const saved = openModel(json, kind, version, ['nFeaturesIn', 'featureNamesIn', 'degree', 'period', 'includeCosine']);
    const parts = {
      features: readColumns(saved),
      degree: readInteger(saved, 'degree', 1),
      period: readPositive(saved, 'period'),
      includeCosine: readBoolean(saved, 'includeCosine'),
    };
    if (columnsOut(parts) <= mostColumns) return new SinusoidFeaturesModel(parts);
    throw wrongField(saved, 'degree', `one that makes ${mostColumns} columns at most`, parts.degree);
  }
}

/** How many columns come out. */
function columnsOut({ features, degree, includeCosine }: SinusoidFeaturesParts): number {
  return (includeCosine ? 2 : 1) * degree * features.nFeaturesIn;
}

function tooMany(parts: SinusoidFeaturesParts): OptionError {
  return new OptionError({
    where: 'SinusoidFeatures.fit',
    what: 'too many columns would come out',
    expected: `${mostColumns} columns at most`,
    got: `${columnsOut(parts)}, of degree ${parts.degree} in ${parts.features.nFeaturesIn} columns`,
    fix: 'lower degree',
  });
}
