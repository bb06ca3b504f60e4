import type { JsonNumber, SavedModel } from '../../estimator/json.ts';
import { numbersToJson, openModel, wrongField } from '../../estimator/json.ts';
import { readInteger, readNonNegative } from '../../estimator/json-fields.ts';
import type { LinearModelJson, LinearModelParts } from '../linear-model.ts';
import { LinearModel, linearModelFields, readLinearModelParts } from '../linear-model.ts';
import type { MultiOutputLinearModelJson, MultiOutputLinearModelParts } from '../multi-output-model.ts';
import { MultiOutputLinearModel, multiOutputFields, readMultiOutputParts } from '../multi-output-model.ts';

const version = 1;

/** What a fit of least squares tells of its columns; nothing where coefficients had to be positive, or conjugate gradients found them. */
export interface LeastSquaresFacts {
  /** How many of the centred columns are linearly independent: below the number of columns, the coefficients are the shortest of many. */
  readonly rank: number | undefined;
  /** The singular values of the centred columns, descending. */
  readonly singular: Float64Array | undefined;
}

/** {@link LeastSquaresFacts} in a saved model. */
export interface LeastSquaresFactsJson {
  /** How many columns are linearly independent, or null. */
  readonly rank: number | null;
  /** The singular values, or null. */
  readonly singular: readonly JsonNumber[] | null;
}

/** A saved {@link LinearRegressionModel}. */
export interface LinearRegressionJson extends LinearModelJson, LeastSquaresFactsJson {
  readonly kind: 'LinearRegressionModel';
}

/**
 * Least squares of one target, fitted.
 *
 * @example
 * import { LinearRegression, LinearRegressionModel } from '@hml/classic/linear';
 * const model = new LinearRegression().fit([[1], [2], [3]], [3, 5, 7]);
 * const again = LinearRegressionModel.fromJSON(JSON.parse(JSON.stringify(model)));
 * again.predict([[10]]) // [21.0000000…]
 */
export class LinearRegressionModel extends LinearModel implements LeastSquaresFacts {
  /** The `kind` of its saved models. */
  static readonly kind: 'LinearRegressionModel' = 'LinearRegressionModel';
  /** How many of the centred columns are linearly independent: below their number, the coefficients are the shortest of many. */
  readonly rank: number | undefined;
  /** The singular values of the centred columns, descending. A copy. */
  readonly singular: Float64Array | undefined;
  readonly #singular: Float64Array | undefined;

  constructor(parts: LinearModelParts & LeastSquaresFacts) {
    super(parts);
    this.rank = parts.rank;
    this.singular = parts.singular;
    this.#singular = parts.singular?.slice();
    Object.freeze(this);
  }

  protected override get kind(): 'LinearRegressionModel' {
    return LinearRegressionModel.kind;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): LinearRegressionJson {
    return { hml: 1, kind: this.kind, version, ...this.partsToJson(), ...factsToJson(this.rank, this.#singular) };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): LinearRegressionModel {
    const saved = openModel(json, LinearRegressionModel.kind, version, [...linearModelFields, ...factFields]);
    const parts = readLinearModelParts(saved);
    return new LinearRegressionModel({ ...parts, ...readFacts(saved, parts.nFeaturesIn, 'coef') });
  }
}

/** A saved {@link MultiOutputLinearRegressionModel}. */
export interface MultiOutputLinearRegressionJson extends MultiOutputLinearModelJson, LeastSquaresFactsJson {
  readonly kind: 'MultiOutputLinearRegressionModel';
}

/**
 * Least squares of several targets at once, fitted: what `LinearRegression` gives for a two-dimensional `y`.
 *
 * $$ \hat{Y} = X W^{\top} + b $$
 */
export class MultiOutputLinearRegressionModel extends MultiOutputLinearModel implements LeastSquaresFacts {
  /** The `kind` of its saved models. */
  static readonly kind: 'MultiOutputLinearRegressionModel' = 'MultiOutputLinearRegressionModel';
  /** How many of the centred columns are linearly independent: below their number, the coefficients are the shortest of many. */
  readonly rank: number | undefined;
  /** The singular values of the centred columns, descending. A copy. */
  readonly singular: Float64Array | undefined;
  readonly #singular: Float64Array | undefined;

  constructor(parts: MultiOutputLinearModelParts & LeastSquaresFacts) {
    super(parts);
    this.rank = parts.rank;
    this.singular = parts.singular;
    this.#singular = parts.singular?.slice();
    Object.freeze(this);
  }

  protected override get kind(): 'MultiOutputLinearRegressionModel' {
    return MultiOutputLinearRegressionModel.kind;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): MultiOutputLinearRegressionJson {
    return { hml: 1, kind: this.kind, version, ...this.partsToJson(), ...factsToJson(this.rank, this.#singular) };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): MultiOutputLinearRegressionModel {
    const saved = openModel(json, MultiOutputLinearRegressionModel.kind, version, [...multiOutputFields, ...factFields]);
    const parts = readMultiOutputParts(saved);
    return new MultiOutputLinearRegressionModel({ ...parts, ...readFacts(saved, parts.nFeaturesIn, 'nFeaturesIn') });
  }
}

const factFields = ['rank', 'singular'];

function factsToJson(rank: number | undefined, singular: Float64Array | undefined): LeastSquaresFactsJson {
  return { rank: rank ?? null, singular: singular === undefined ? null : numbersToJson(singular) };
}

/** `columns` is the field by which there are `nFeatures` columns. */
function readFacts(saved: SavedModel, nFeatures: number, columns: 'coef' | 'nFeaturesIn'): LeastSquaresFacts {
  const absent = factFields.filter((name) => saved.fields.get(name) === null);
  if (absent.length === 2) return { rank: undefined, singular: undefined };
  const [missing] = absent;
  const other = missing === 'rank' ? 'singular' : 'rank';
  if (missing !== undefined) throw wrongField(saved, other, `null, as '${missing}' is`, saved.fields.get(other));
  const [rank, singular] = [readInteger(saved, 'rank', 0), readNonNegative(saved, 'singular')];
  if (singular.length > nFeatures)
    throw wrongField(saved, columns, `${singular.length} columns or more, as 'singular' says`, saved.fields.get(columns));
  if (rank <= singular.length) return { rank, singular };
  throw wrongField(saved, 'singular', `${rank} to ${nFeatures} numbers`, singular);
}
