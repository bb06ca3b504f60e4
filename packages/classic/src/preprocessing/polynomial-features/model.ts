import type { Matrix } from '@hml/tensor';
import { DataError, OptionError, wrap } from '@hml/tensor';
import type { FeatureInfo } from '../../estimator/columns.ts';
import { asMatrix } from '../../estimator/input.ts';
import type { FeaturesJson, ModelJson } from '../../estimator/json.ts';
import { featuresToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readColumns, readInteger } from '../../estimator/json-fields.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Transformer } from '../../estimator/transformer.ts';
import { namesOf } from '../../estimator/transformer.ts';
import type { TermOptions, Terms } from './terms.ts';
import { powersOf, termsOf } from './terms.ts';

const kind = 'PolynomialFeaturesModel';
const version = 1;

/** A saved {@link PolynomialFeaturesModel}. */
export interface PolynomialFeaturesJson extends ModelJson, FeaturesJson, TermOptions {
  readonly kind: 'PolynomialFeaturesModel';
  /** The smallest degree of a product. */
  readonly minDegree: number;
  /** Whether the first column is ones. */
  readonly includeBias: boolean;
}

/** What a {@link PolynomialFeaturesModel} is made of. */
export interface PolynomialFeaturesParts extends TermOptions {
  /** The columns of `fit`. */
  readonly features: FeatureInfo;
  /** The smallest degree of a product. */
  readonly minDegree: number;
  /** Whether the first column is ones. */
  readonly includeBias: boolean;
}

/**
 * Products of columns, fitted: what is learned is how many columns there are, and their names.
 *
 * @example
 * import { PolynomialFeatures } from '@hml/classic/preprocessing';
 * const model = new PolynomialFeatures({ interactionOnly: true, includeBias: false }).fit({ width: [2], height: [3] });
 * model.featureNamesOut // ['width', 'height', 'width height']
 * model.powers.toArray() // [[1, 0], [0, 1], [1, 1]]
 */
export class PolynomialFeaturesModel implements Transformer {
  /** The `kind` of its saved models. */
  static readonly kind: 'PolynomialFeaturesModel' = kind;
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  /** How many columns come out. */
  readonly nOutputFeatures: number;
  readonly #parts: PolynomialFeaturesParts;
  readonly #terms: Terms;
  /** The places of the products that come out, among all. */
  readonly #chosen: Int32Array;

  constructor(parts: PolynomialFeaturesParts) {
    const { features, minDegree, includeBias } = parts;
    this.nFeaturesIn = features.nFeaturesIn;
    this.featureNamesIn = features.featureNamesIn;
    this.#parts = parts;
    this.#terms = termsOf('PolynomialFeatures.fit', features.nFeaturesIn, parts);
    const wanted = (degree: number): boolean => (degree === 0 ? includeBias : degree >= minDegree);
    this.#chosen = Int32Array.from(this.#terms.degree.keys()).filter((t) => wanted(this.#terms.degree[t]));
    this.nOutputFeatures = this.#chosen.length;
    if (this.nOutputFeatures === 0) throw noTerms(parts);
    Object.freeze(this);
  }

  /** How often each column of `fit` comes in each column that comes out, [nOutputFeatures, nFeatures]. */
  get powers(): Matrix {
    const d = this.nFeaturesIn;
    const powers = new Int32Array(this.nOutputFeatures * d);
    this.#chosen.forEach((t, place) => {
      powers.set(powersOf(this.#terms, t, d), place * d);
    });
    return wrap(powers, [this.nOutputFeatures, d]);
  }

  /** The names of the columns that come out: `1`, `x0`, `x0^2`, `x0 x1`, with the names of `fit` where there were some. */
  get featureNamesOut(): readonly string[] {
    const names = namesOf(this);
    return Array.from(this.#chosen, (t) => {
      const powers = powersOf(this.#terms, t, this.nFeaturesIn);
      const factors = names.flatMap((name, j) => (powers[j] === 0 ? [] : [powers[j] === 1 ? name : `${name}^${powers[j]}`]));
      return factors.join(' ') || '1';
    });
  }

  /**
   * The products of each row: X [nSamples, nFeatures] → [nSamples, nOutputFeatures].
   *
   * @throws ShapeError if the columns are not those of `fit`.
   * @throws DataError if `X` is empty, ragged or not finite, or a product overflows.
   */
  transform(X: MatrixLike): Matrix {
    const where = `${kind}.transform`;
    const { data, nSamples, nFeatures: d } = asMatrix(where, X, { features: this });
    const { parent, last } = this.#terms;
    const products = new Float64Array(last.length).fill(1);
    const out = new Float64Array(nSamples * this.nOutputFeatures);
    for (let i = 0, q = 0; i < nSamples; i++) {
      for (let t = 1; t < last.length; t++) products[t] = products[parent[t]] * data[i * d + last[t]];
      for (let c = 0; c < this.nOutputFeatures; c++, q++) {
        out[q] = products[this.#chosen[c]];
        if (!Number.isFinite(out[q])) throw overflow(where, i, this.featureNamesOut[c]);
      }
    }
    return wrap(out, [nSamples, this.nOutputFeatures]);
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): PolynomialFeaturesJson {
    const { minDegree, maxDegree, interactionOnly, includeBias } = this.#parts;
    return { hml: 1, kind, version, ...featuresToJson(this), minDegree, maxDegree, interactionOnly, includeBias };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): PolynomialFeaturesModel {
    const fields = ['nFeaturesIn', 'featureNamesIn', 'minDegree', 'maxDegree', 'interactionOnly', 'includeBias'];
    const saved = openModel(json, kind, version, fields);
    return new PolynomialFeaturesModel({
      features: readColumns(saved),
      minDegree: readInteger(saved, 'minDegree', 0),
      maxDegree: readInteger(saved, 'maxDegree', 0),
      interactionOnly: readBoolean(saved, 'interactionOnly'),
      includeBias: readBoolean(saved, 'includeBias'),
    });
  }
}

function noTerms({ minDegree, maxDegree }: PolynomialFeaturesParts): OptionError {
  return new OptionError({
    where: 'PolynomialFeatures.fit',
    what: 'no columns would come out',
    expected: 'a product of some degree',
    got: `degree [${minDegree}, ${maxDegree}] without a bias`,
    fix: 'raise degree, or includeBias: true',
  });
}

function overflow(where: string, row: number, name: string): DataError {
  const what = `${name} overflows`;
  return new DataError({
    where,
    what,
    expected: 'products below 1.8e308',
    got: `a larger one in row ${row}`,
    fix: 'rescale X, or lower degree',
  });
}
