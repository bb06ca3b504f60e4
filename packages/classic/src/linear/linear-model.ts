import type { FeatureInfo } from '../estimator/columns.ts';
import type { JsonNumber, ModelJson, SavedModel } from '../estimator/json.ts';
import { numbersToJson, numberToJson } from '../estimator/json.ts';
import { readFeatures, readNumber, readNumbers } from '../estimator/json-fields.ts';
import type { MatrixLike, TargetsLike } from '../estimator/matrix-like.ts';
import { score } from '../metrics/determination.ts';
import type { RegressionMetricOptions } from '../metrics/regression-options.ts';
import { linearPredictions } from './linear-scores.ts';

/** The fields that every saved linear model of one target has. */
export interface LinearModelJson extends ModelJson {
  /** The weights $w$. */
  readonly coef: readonly JsonNumber[];
  /** The intercept $b$. */
  readonly intercept: JsonNumber;
  /** The columns' names, or null where there were none. */
  readonly featureNamesIn: readonly string[] | null;
}

/** What a linear model is made of. */
export interface LinearModelParts extends FeatureInfo {
  /** The weights $w$ [nFeatures]. */
  readonly coef: Float64Array;
  /** The intercept $b$. */
  readonly intercept: number;
}

/** The names of {@link LinearModelParts} in a saved model. */
export const linearModelFields: readonly string[] = ['coef', 'intercept', 'featureNamesIn'];

/**
 * A fitted linear model of one target: what all of them (least squares, ridge, lasso, …) can do once the coefficients are known.
 *
 * $$ \hat{y} = b + \sum_j w_j x_j $$
 */
export abstract class LinearModel implements FeatureInfo {
  /** The weight $w_j$ of each column, in units of y per unit of the column. A copy: writing into it changes no prediction. */
  readonly coef: Float64Array;
  /** The prediction $b$ where all columns are 0; exactly 0 if it was not fitted. */
  readonly intercept: number;
  readonly nFeaturesIn: number;
  readonly featureNamesIn: readonly string[] | undefined;
  readonly #coef: Float64Array;

  constructor({ coef, intercept, nFeaturesIn, featureNamesIn }: LinearModelParts) {
    this.coef = coef;
    this.#coef = coef.slice();
    this.intercept = intercept;
    this.nFeaturesIn = nFeaturesIn;
    this.featureNamesIn = featureNamesIn;
  }

  /** The name that errors and saved models carry. */
  protected abstract get kind(): string;

  /**
   * The predicted target of each row: X [nSamples, nFeatures] → [nSamples]. A row's prediction does not depend on the other rows, to the bit.
   *
   * @throws ShapeError if the columns are not those of `fit`.
   * @throws DataError if `X` is empty, ragged or not finite.
   */
  predict(X: MatrixLike): Float64Array {
    return linearPredictions(`${this.kind}.predict`, X, this, this.#coef, Float64Array.of(this.intercept));
  }

  /** The coefficient of determination $R^2$ of the predictions for `X`: 1 is perfect, 0 is as good as the mean of `y`. */
  score(X: MatrixLike, y: TargetsLike, options: RegressionMetricOptions = {}): number {
    return score(`${this.kind}.score`, y, this.predict(X), 1, options);
  }

  /** The part of a saved model that all linear models share. */
  protected partsToJson(): Pick<LinearModelJson, 'coef' | 'intercept' | 'featureNamesIn'> {
    return { coef: numbersToJson(this.#coef), intercept: numberToJson(this.intercept), featureNamesIn: this.featureNamesIn ?? null };
  }
}

/** Reads what {@link LinearModel} wrote. */
export function readLinearModelParts(saved: SavedModel): LinearModelParts {
  const coef = readNumbers(saved, 'coef');
  return { coef, intercept: readNumber(saved, 'intercept'), ...readFeatures(saved, coef.length) };
}
