import type { Matrix } from '@hml/tensor';
import { HmlError } from '@hml/tensor';
import { asMatrix } from '../../estimator/input.ts';
import type { ModelJson, SavedModel } from '../../estimator/json.ts';
import { openModel, wrongField } from '../../estimator/json.ts';
import type { ModelClass } from '../../estimator/load-model.ts';
import type { MatrixLike, TargetsLike } from '../../estimator/matrix-like.ts';
import type { Regressor } from '../../estimator/regressor.ts';
import { score } from '../../metrics/determination.ts';
import type { RegressionMetricOptions } from '../../metrics/regression-options.ts';
import type { PolynomialFeaturesJson } from '../../preprocessing/polynomial-features/model.ts';
import { PolynomialFeaturesModel } from '../../preprocessing/polynomial-features/model.ts';
import type { LinearRegressionJson } from '../linear-regression/model.ts';
import { LinearRegressionModel } from '../linear-regression/model.ts';

const version = 1;

/** A saved {@link PolynomialRegressionModel}. */
export interface PolynomialRegressionJson extends ModelJson {
  readonly kind: 'PolynomialRegressionModel';
  /** The products of columns. */
  readonly features: PolynomialFeaturesJson;
  /** The least squares on them. */
  readonly linear: LinearRegressionJson;
}

/**
 * Polynomial regression, fitted: products of columns, and a linear model of them.
 *
 * @example
 * import { PolynomialRegression, PolynomialRegressionModel } from '@hml/classic/linear';
 * const model = new PolynomialRegression({ degree: 2 }).fit({ t: [0, 1, 2, 3] }, [1, 2, 5, 10]);
 * model.featureNamesOut // ['t', 't^2']
 * PolynomialRegressionModel.fromJSON(JSON.parse(JSON.stringify(model))).predict({ t: [4] }) // [17.00000…]
 */
export class PolynomialRegressionModel implements Regressor {
  /** The `kind` of its saved models. */
  static readonly kind: 'PolynomialRegressionModel' = 'PolynomialRegressionModel';
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  /** The coefficient of each product, in the order of `powers`. A copy. */
  readonly coef: Float64Array;
  /** The prediction where all columns are 0. */
  readonly intercept: number;
  /** How many of the products are linearly independent: below their number, the coefficients are the shortest of many. */
  readonly rank: number | undefined;
  readonly #features: PolynomialFeaturesModel;
  readonly #linear: LinearRegressionModel;

  constructor(features: PolynomialFeaturesModel, linear: LinearRegressionModel) {
    this.nFeaturesIn = features.nFeaturesIn;
    this.featureNamesIn = features.featureNamesIn;
    this.coef = linear.coef.slice();
    this.intercept = linear.intercept;
    this.rank = linear.rank;
    this.#features = features;
    this.#linear = linear;
    Object.freeze(this);
  }

  /** How often each column of `fit` comes in each product, [nProducts, nFeatures]. */
  get powers(): Matrix {
    return this.#features.powers;
  }

  /** The names of the products: `x0`, `x0^2`, `x0 x1`, with the names of `fit` where there were some. */
  get featureNamesOut(): readonly string[] {
    return this.#features.featureNamesOut;
  }

  /**
   * The predicted target of each row: X [nSamples, nFeatures] → [nSamples].
   *
   * @throws ShapeError if the columns are not those of `fit`.
   * @throws DataError if `X` is empty, ragged or not finite, or a product overflows.
   */
  predict(X: MatrixLike): Float64Array {
    return this.#predictions('predict', X);
  }

  /** The coefficient of determination $R^2$ of the predictions for `X`. */
  score(X: MatrixLike, y: TargetsLike, options: RegressionMetricOptions = {}): number {
    return score(`${PolynomialRegressionModel.kind}.score`, y, this.#predictions('score', X), 1, options);
  }

  #predictions(method: string, X: MatrixLike): Float64Array {
    const { data, nSamples, nFeatures } = asMatrix(`${PolynomialRegressionModel.kind}.${method}`, X, { features: this });
    return this.#linear.predict(this.#features.transform({ data, shape: [nSamples, nFeatures] }));
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): PolynomialRegressionJson {
    const { kind } = PolynomialRegressionModel;
    return { hml: 1, kind, version, features: this.#features.toJSON(), linear: this.#linear.toJSON() };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): PolynomialRegressionModel {
    const saved = openModel(json, PolynomialRegressionModel.kind, version, ['features', 'linear']);
    const features = readNested(saved, 'features', PolynomialFeaturesModel);
    const linear = readNested(saved, 'linear', LinearRegressionModel);
    if (linear.nFeaturesIn === features.nOutputFeatures) return new PolynomialRegressionModel(features, linear);
    throw wrongField(saved, 'linear', `${features.nOutputFeatures} coefficients`, linear.coef);
  }
}

/** A model within the saved one; what is wrong with it is wrong with the field. */
function readNested<Model>(saved: SavedModel, name: string, kind: ModelClass<Model>): Model {
  const value = saved.fields.get(name);
  try {
    return kind.fromJSON(value);
  } catch (error) {
    if (error instanceof HmlError) throw wrongField(saved, name, `a saved ${kind.kind} (${error.what})`, value);
    throw error;
  }
}
