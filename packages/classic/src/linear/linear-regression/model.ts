import type { Matrix } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { FeatureInfo } from '../../estimator/columns.ts';
import type { JsonNumber, ModelJson } from '../../estimator/json.ts';
import { numbersToJson, openModel } from '../../estimator/json.ts';
import { readFeatures, readInteger, readNumbers } from '../../estimator/json-fields.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import { score } from '../../metrics/determination.ts';
import type { RegressionMetricOptions } from '../../metrics/regression.ts';
import type { LinearModelJson, LinearModelParts } from '../linear-model.ts';
import { LinearModel, linearModelFields, linearPredictions, readLinearModelParts } from '../linear-model.ts';

const version = 1;
const multiOutput = 'MultiOutputLinearRegressionModel';

/** A saved {@link LinearRegressionModel}. */
export interface LinearRegressionJson extends LinearModelJson {
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
export class LinearRegressionModel extends LinearModel {
  /** The `kind` of its saved models. */
  static readonly kind: 'LinearRegressionModel' = 'LinearRegressionModel';
  constructor(parts: LinearModelParts) {
    super(parts);
    Object.freeze(this);
  }

  protected override get kind(): 'LinearRegressionModel' {
    return 'LinearRegressionModel';
  }

  /** Columns that are linearly independent: all of them, since the normal equation has one solution only then. */
  get rank(): number {
    return this.nFeaturesIn;
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): LinearRegressionJson {
    return { hml: 1, kind: this.kind, version, ...this.partsToJson() };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): LinearRegressionModel {
    return new LinearRegressionModel(readLinearModelParts(openModel(json, 'LinearRegressionModel', version, linearModelFields)));
  }
}

/** A saved {@link MultiOutputLinearRegressionModel}. */
export interface MultiOutputLinearRegressionJson extends ModelJson {
  readonly kind: 'MultiOutputLinearRegressionModel';
  /** How many columns `X` had. */
  readonly nFeaturesIn: number;
  /** The weights $W$, row by row. */
  readonly coef: readonly JsonNumber[];
  /** The intercepts $b$. */
  readonly intercept: readonly JsonNumber[];
  /** The columns' names, or null where there were none. */
  readonly featureNamesIn: readonly string[] | null;
}

/**
 * Least squares of several targets at once, fitted: what `LinearRegression` gives for a two-dimensional `y`.
 *
 * $$ \hat{Y} = X W^{\top} + b $$
 */
export class MultiOutputLinearRegressionModel implements FeatureInfo {
  /** The `kind` of its saved models. */
  static readonly kind: 'MultiOutputLinearRegressionModel' = 'MultiOutputLinearRegressionModel';
  /** The weights $W$ [nOutputs, nFeatures]: a row per target. */
  readonly coef: Matrix;
  /** The intercepts $b$ [nOutputs]. A copy: writing into it changes no prediction. */
  readonly intercept: Float64Array;
  /** How many targets are predicted. */
  readonly nOutputs: number;
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  readonly #weights: Float64Array;
  readonly #intercept: Float64Array;

  constructor(weights: Float64Array, intercept: Float64Array, { nFeaturesIn, featureNamesIn }: FeatureInfo) {
    this.nOutputs = intercept.length;
    this.coef = wrap(weights, [this.nOutputs, nFeaturesIn]);
    this.intercept = intercept;
    this.nFeaturesIn = nFeaturesIn;
    this.featureNamesIn = featureNamesIn;
    this.#weights = weights.slice();
    this.#intercept = intercept.slice();
    Object.freeze(this);
  }

  /** Columns that are linearly independent: all of them, since the normal equation has one solution only then. */
  get rank(): number {
    return this.nFeaturesIn;
  }

  /**
   * The predicted targets of each row: X [nSamples, nFeatures] → [nSamples, nOutputs].
   *
   * @throws ShapeError if the columns are not those of `fit`.
   * @throws DataError if `X` is empty, ragged or not finite.
   */
  predict(X: MatrixLike): Matrix {
    const Y = this.#predictions(X);
    return wrap(Y, [Y.length / this.nOutputs, this.nOutputs]);
  }

  #predictions(X: MatrixLike): Float64Array {
    return linearPredictions(`${multiOutput}.predict`, X, this, this.#weights, this.#intercept);
  }

  /** The mean over the targets of their coefficients of determination $R^2$. */
  score(X: MatrixLike, y: MatrixLike, options: RegressionMetricOptions = {}): number {
    return score(`${multiOutput}.score`, y, this.#predictions(X), this.nOutputs, options);
  }

  /** The model as plain data for `JSON.stringify` or `structuredClone`. */
  toJSON(): MultiOutputLinearRegressionJson {
    return {
      hml: 1,
      kind: multiOutput,
      version,
      nFeaturesIn: this.nFeaturesIn,
      coef: numbersToJson(this.#weights),
      intercept: numbersToJson(this.#intercept),
      featureNamesIn: this.featureNamesIn ?? null,
    };
  }

  /** The model from what `toJSON` gave. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown): MultiOutputLinearRegressionModel {
    const fields = ['nFeaturesIn', ...linearModelFields];
    const saved = openModel(json, multiOutput, version, fields);
    const intercept = readNumbers(saved, 'intercept');
    const nFeaturesIn = readInteger(saved, 'nFeaturesIn', 1);
    const weights = readNumbers(saved, 'coef', intercept.length * nFeaturesIn);
    return new MultiOutputLinearRegressionModel(weights, intercept, readFeatures(saved, nFeaturesIn));
  }
}
