import type { Matrix } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { FeatureInfo } from '../estimator/columns.ts';
import type { FeaturesJson, JsonNumber, ModelJson, SavedModel } from '../estimator/json.ts';
import { featuresToJson, numbersToJson } from '../estimator/json.ts';
import { readColumns, readNumbers } from '../estimator/json-fields.ts';
import type { DenseMatrixLike, MatrixLike } from '../estimator/matrix-like.ts';
import { score } from '../metrics/determination.ts';
import type { RegressionMetricOptions } from '../metrics/regression-options.ts';
import { linearPredictions } from './linear-scores.ts';

/** The fields that every saved linear model of several targets has. */
export interface MultiOutputLinearModelJson extends ModelJson, FeaturesJson {
  /** The weights $W$, row by row. */
  readonly coef: readonly JsonNumber[];
  /** The intercepts $b$. */
  readonly intercept: readonly JsonNumber[];
}

/** What a linear model of several targets is made of. */
export interface MultiOutputLinearModelParts extends FeatureInfo {
  /** The weights $W$ [nOutputs, nFeatures], row by row. */
  readonly coef: Float64Array;
  /** The intercepts $b$ [nOutputs]. */
  readonly intercept: Float64Array;
}

/** The names of {@link MultiOutputLinearModelParts} in a saved model. */
export const multiOutputFields: readonly string[] = ['nFeaturesIn', 'featureNamesIn', 'coef', 'intercept'];

/**
 * A fitted linear model of several targets at once: what recipes give for a two-dimensional `y`.
 *
 * $$ \hat{Y} = X W^{\top} + b $$
 */
export abstract class MultiOutputLinearModel implements FeatureInfo {
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

  constructor({ coef, intercept, nFeaturesIn, featureNamesIn }: MultiOutputLinearModelParts) {
    this.nOutputs = intercept.length;
    this.coef = wrap(coef, [this.nOutputs, nFeaturesIn]);
    this.intercept = intercept;
    this.nFeaturesIn = nFeaturesIn;
    this.featureNamesIn = featureNamesIn;
    this.#weights = coef.slice();
    this.#intercept = intercept.slice();
  }

  /** The name that errors and saved models carry. */
  protected abstract get kind(): string;

  /**
   * The predicted targets of each row: X [nSamples, nFeatures] → [nSamples, nOutputs].
   *
   * @throws ShapeError if the columns are not those of `fit`.
   * @throws DataError if `X` is empty, ragged or not finite.
   */
  predict(X: MatrixLike): Matrix {
    const Y = this.#predictions(`${this.kind}.predict`, X);
    return wrap(Y, [Y.length / this.nOutputs, this.nOutputs]);
  }

  /** The mean over the targets of their coefficients of determination $R^2$. */
  score(X: MatrixLike, y: DenseMatrixLike, options: RegressionMetricOptions = {}): number {
    const where = `${this.kind}.score`;
    return score(where, y, this.#predictions(where, X), this.nOutputs, options);
  }

  /** The part of a saved model that all of these share. */
  protected partsToJson(): Omit<MultiOutputLinearModelJson, keyof ModelJson> {
    return { ...featuresToJson(this), coef: numbersToJson(this.#weights), intercept: numbersToJson(this.#intercept) };
  }

  #predictions(where: string, X: MatrixLike): Float64Array {
    return linearPredictions(where, X, this, this.#weights, this.#intercept);
  }
}

/** Reads what {@link MultiOutputLinearModel} wrote. */
export function readMultiOutputParts(saved: SavedModel): MultiOutputLinearModelParts {
  const intercept = readNumbers(saved, 'intercept');
  const features = readColumns(saved);
  return { ...features, intercept, coef: readNumbers(saved, 'coef', intercept.length * features.nFeaturesIn) };
}
