import type { Matrix } from '@hml/tensor';
import { DataError, OptionError, ShapeError, wrap } from '@hml/tensor';
import type { FeatureInfo } from '../../estimator/columns.ts';
import { asMatrix } from '../../estimator/input.ts';
import type { FeaturesJson, ModelJson } from '../../estimator/json.ts';
import { featuresToJson, openModel } from '../../estimator/json.ts';
import { readBoolean, readColumns, readInteger } from '../../estimator/json-fields.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Transformer } from '../../estimator/transformer.ts';
import { mostColumns, namesOf } from '../../estimator/transformer.ts';
import type { TermOptions, Terms } from './terms.ts';
import { countTerms, factorsOf, termsOf } from './terms.ts';

const kind = 'PolynomialFeaturesModel';
const version = 1;
/** The most elements of `powers`: half a gigabyte. */
const mostPowers = 2 ** 27;

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
  /** The place of the first product of at least `minDegree` factors, among all. */
  readonly #first: number;
  /** Built when they are asked for: to load a model costs what is in the file. */
  #built: Terms | undefined;

  constructor(parts: PolynomialFeaturesParts) {
    const { features, minDegree, includeBias } = parts;
    const wrong = whatIsWrong(parts);
    if (wrong !== undefined) throw new OptionError({ where: 'PolynomialFeatures.fit', ...wrong });
    this.nFeaturesIn = features.nFeaturesIn;
    this.featureNamesIn = features.featureNamesIn;
    this.#parts = parts;
    this.#first = countTerms(features.nFeaturesIn, { ...parts, maxDegree: Math.max(minDegree, 1) - 1 });
    this.nOutputFeatures = Number(includeBias) + countTerms(features.nFeaturesIn, parts) - this.#first;
    Object.freeze(this);
  }

  get #terms(): Terms {
    this.#built ??= termsOf(this.nFeaturesIn, this.#parts);
    return this.#built;
  }

  /** Which of all products column `c` is. */
  #termAt(c: number): number {
    const ones = Number(this.#parts.includeBias);
    return c < ones ? 0 : this.#first + c - ones;
  }

  /** How often each column of `fit` comes in each column that comes out, [nOutputFeatures, nFeatures]. */
  get powers(): Matrix {
    const [p, d] = [this.nOutputFeatures, this.nFeaturesIn];
    if (p * d > mostPowers) throw tooManyPowers(p, d);
    const powers = new Int32Array(p * d);
    for (let c = 0; c < p; c++) for (const j of factorsOf(this.#terms, this.#termAt(c))) powers[c * d + j]++;
    return wrap(powers, [p, d]);
  }

  /** The names of the columns that come out: `1`, `x0`, `x0^2`, `x0 x1`, with the names of `fit` where there were some. */
  get featureNamesOut(): readonly string[] {
    const names = namesOf(this);
    return Array.from({ length: this.nOutputFeatures }, (_, c) => this.#nameOf(c, names));
  }

  #nameOf(c: number, names: readonly string[]): string {
    const { parent, last } = this.#terms;
    let name = '';
    let power = 1;
    for (let t = this.#termAt(c); t > 0; t = parent[t]) {
      if (last[parent[t]] === last[t]) power++;
      else {
        name = `${names[last[t]]}${power === 1 ? '' : `^${power}`}${name === '' ? '' : ' '}${name}`;
        power = 1;
      }
    }
    return name || '1';
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
    const p = this.nOutputFeatures;
    const ones = Number(this.#parts.includeBias);
    const out = new Float64Array(nSamples * p);
    for (let i = 0; i < nSamples; i++) {
      for (let t = 1; t < last.length; t++) products[t] = products[parent[t]] * data[i * d + last[t]];
      if (ones > 0) out[i * p] = 1;
      for (let q = i * p + ones, t = this.#first; t < last.length; q++, t++) {
        out[q] = products[t];
        if (!Number.isFinite(out[q])) throw overflow(where, i, this.#nameOf(q - i * p, namesOf(this)));
      }
    }
    return wrap(out, [nSamples, p]);
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
    const parts = {
      features: readColumns(saved),
      minDegree: readInteger(saved, 'minDegree', 0),
      maxDegree: readInteger(saved, 'maxDegree', 0),
      interactionOnly: readBoolean(saved, 'interactionOnly'),
      includeBias: readBoolean(saved, 'includeBias'),
    };
    const wrong = whatIsWrong(parts);
    if (wrong === undefined) return new PolynomialFeaturesModel(parts);
    const what = `fields 'minDegree' and 'maxDegree' of the saved model do not go together: ${wrong.what}`;
    throw new DataError({ where: saved.where, what, expected: wrong.expected, got: wrong.got });
  }
}

/** Why there can be no such products, if that is so. */
function whatIsWrong(parts: PolynomialFeaturesParts): { what: string; expected: string; got: string; fix: string } | undefined {
  const { features, minDegree, maxDegree, interactionOnly, includeBias } = parts;
  const d = features.nFeaturesIn;
  const all = d > mostColumns ? Infinity : countTerms(d, parts);
  if (all === Infinity) {
    return {
      what: 'the polynomials have too many terms',
      expected: `${mostColumns} columns at most`,
      got: `more, of degree ${maxDegree} in ${d} columns`,
      fix: `lower degree${interactionOnly ? '' : ', or interactionOnly: true'}`,
    };
  }
  const below = countTerms(d, { ...parts, maxDegree: Math.max(minDegree, 1) - 1 });
  if (minDegree <= maxDegree && (includeBias || all > below)) return undefined;
  return {
    what: 'no columns would come out',
    expected: 'a product of some degree',
    got: `degree [${minDegree}, ${maxDegree}] of ${d} columns${includeBias ? '' : ' without a bias'}`,
    fix: 'raise degree, or includeBias: true',
  };
}

function tooManyPowers(p: number, d: number): ShapeError {
  return new ShapeError({
    where: `${kind}.powers`,
    what: 'the powers do not fit into one matrix',
    expected: `${mostPowers} elements at most`,
    got: `[${p}, ${d}]`,
    fix: 'featureNamesOut names the factors of each column',
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
