import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import type { MatrixLike, TargetsLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { integerFrom, isBoolean } from '../../estimator/rules.ts';
import { readSamples } from '../../estimator/targets.ts';
import { PolynomialFeatures } from '../../preprocessing/polynomial-features/polynomial-features.ts';
import { elementsOf } from '../elements.ts';
import { centerSamples } from '../least-squares/center.ts';
import type { LinearRegressionState } from '../least-squares/normal-equation.ts';
import { leastSquares } from '../linear-regression/linear-regression.ts';
import { LinearRegressionModel } from '../linear-regression/model.ts';
import { PolynomialRegressionModel } from './model.ts';

/** The options of {@link PolynomialRegression}. */
export interface PolynomialRegressionOptions {
  /** The largest degree of a product of columns, 1 or more. @defaultValue 2 */
  readonly degree?: number;
  /** Whether no column may come twice in a product. @defaultValue false */
  readonly interactionOnly?: boolean;
  /** Whether to learn an intercept. @defaultValue true */
  readonly fitIntercept?: boolean;
}

const where = 'PolynomialRegression.fit';
const rules: Rules<Required<PolynomialRegressionOptions>> = { degree: integerFrom(1), interactionOnly: isBoolean, fitIntercept: isBoolean };

/**
 * Polynomial regression: least squares on all products of columns up to a degree, in one call.
 *
 * $$ \hat{y} = b + \sum_{1 \le |a| \le D} w_a \prod_j x_j^{a_j} $$
 *
 * Shapes: X [n, d], y [n] or [n, 1] → `coef` [p], a number per product, $p = \binom{d + D}{D} - 1$.
 * Numerics: as `LinearRegression`, which finds the rank. Powers of large numbers overflow, and high powers resemble each other: bring the columns
 * to one scale around 0 first where the degree is high.
 *
 * @throws DataError if X or y is empty, ragged or not finite, or a product overflows.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { PolynomialRegression } from '@hml/classic/linear';
 * const model = new PolynomialRegression({ degree: 2 }).fit([[0], [1], [2], [3]], [1, 2, 5, 10]);
 * model.predict([[4]]) // [17.00000…]
 * model.featureNamesOut // ['x0', 'x0^2']
 */
export class PolynomialRegression extends SupervisedRecipe<LinearRegressionState, PolynomialRegressionModel, TargetsLike> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<PolynomialRegressionOptions>> = Object.freeze({
    degree: 2,
    interactionOnly: false,
    fitIntercept: true,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<PolynomialRegressionOptions>>;

  constructor(options: PolynomialRegressionOptions = {}) {
    super();
    this.options = resolve('PolynomialRegression', PolynomialRegression.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run(
    X: MatrixLike,
    y: TargetsLike,
    { sampleWeight }: WeightedFitOptions,
  ): Run<LinearRegressionState, PolynomialRegressionModel> {
    const { degree, interactionOnly, fitIntercept } = this.options;
    const samples = yield* readSamples(where, X, y, sampleWeight, 1);
    const { nSamples, nFeatures, names } = samples.X;
    const own = { data: samples.X.data, shape: [nSamples, nFeatures] as const };
    const named = names === undefined ? own : columnsOf(samples.X.data, names);
    const features = new PolynomialFeatures({ degree, interactionOnly, includeBias: false }).fit(named);
    const products = features.transform(own);
    const design = { data: elementsOf(products).slice(), nSamples, nFeatures: features.nOutputFeatures, names: undefined };
    const centered = yield* centerSamples({ ...samples, X: design }, fitIntercept);
    const solution = yield* leastSquares(where, centered, { fitIntercept, positive: false });
    const parts = { ...solution, ...featuresOf(design) };
    return new PolynomialRegressionModel(features, new LinearRegressionModel({ ...parts, intercept: solution.intercept[0] }));
  }
}

/** A record of columns, for the names' sake. */
function columnsOf(data: Float64Array, names: readonly string[]): Record<string, Float64Array> {
  const d = names.length;
  return Object.fromEntries(names.map((name, j) => [name, Float64Array.from({ length: data.length / d }, (_, i) => data[i * d + j])]));
}
