import { DataError } from '@hml/tensor';
import type { Run } from '../../estimator/fit.ts';
import type { MatrixLike, VectorLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { isBoolean } from '../../estimator/rules.ts';
import type { Samples } from '../../estimator/targets.ts';
import { readSamples } from '../../estimator/targets.ts';
import { LinearRegressionModel, MultiOutputLinearRegressionModel } from './model.ts';
import type { LinearRegressionState } from './normal-equation.ts';
import { solveNormalEquation } from './normal-equation.ts';

/** The options of {@link LinearRegression}. */
export interface LinearRegressionOptions {
  /** Whether to learn an intercept $b$; without one the line goes through the origin. @defaultValue true */
  readonly fitIntercept?: boolean;
}

const where = 'LinearRegression.fit';
const rules: Rules<Required<LinearRegressionOptions>> = { fitIntercept: isBoolean };

/**
 * Ordinary least squares: the line, plane or hyperplane with the smallest sum of squared vertical distances.
 *
 * $$ \min_{w, b} \sum_i s_i\,(y_i - w^{\top} x_i - b)^2 $$
 *
 * Shapes: X [n, d]; y [n] gives a model with `coef` [d] and a number as `intercept`; y [n, k], also for $k = 1$, one with `coef` [k, d] and
 * `intercept` [k]. Weights $s_i$ by `sampleWeight`.
 * Numerics: columns are centred and scaled to length 1, the normal equation is solved by Cholesky and refined twice. Rows of weight 0 have no influence.
 * Cost: $O(n d^2 + d^3)$.
 *
 * @throws DataError if X or y is empty, ragged or not finite, if there are fewer rows than unknowns, or if columns are constant or (nearly)
 * linearly dependent; the column is named.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown option.
 * @example
 * import { LinearRegression } from '@hml/classic/linear';
 * const model = new LinearRegression().fit([[0], [1], [2], [3]], [1, 3, 5, 7]);
 * model.coef // Float64Array [2.0000000…]
 * model.intercept // 1.0000000…
 * model.predict([[10]]) // Float64Array [21.0000000…]
 */
export class LinearRegression extends SupervisedRecipe<
  LinearRegressionState,
  LinearRegressionModel,
  VectorLike,
  MultiOutputLinearRegressionModel,
  MatrixLike
> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<LinearRegressionOptions>> = Object.freeze({ fitIntercept: true });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<LinearRegressionOptions>>;

  constructor(options: LinearRegressionOptions = {}) {
    super();
    this.options = resolve('LinearRegression', LinearRegression.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run(
    X: MatrixLike,
    y: VectorLike | MatrixLike,
    { sampleWeight }: WeightedFitOptions,
  ): Run<LinearRegressionState, LinearRegressionModel | MultiOutputLinearRegressionModel> {
    const { fitIntercept } = this.options;
    const samples = yield* readSamples(where, X, y, sampleWeight);
    checkRows(samples, fitIntercept);
    const { coef, intercept } = yield* solveNormalEquation({ where, ...samples, fitIntercept });
    const features = { nFeaturesIn: samples.X.nFeatures, featureNamesIn: samples.X.names };
    return samples.y.ndim === 2
      ? new MultiOutputLinearRegressionModel(coef, intercept, features)
      : new LinearRegressionModel({ coef, intercept: intercept[0], ...features });
  }
}

/** With fewer rows than unknowns many solutions fit exactly, and the normal equation has none to prefer. */
function checkRows({ X: { nSamples, nFeatures }, weights }: Samples, fitIntercept: boolean): void {
  const rows = weights?.filter((weight) => weight > 0).length ?? nSamples;
  const unknowns = nFeatures + Number(fitIntercept);
  if (rows >= unknowns) return;
  throw new DataError({
    where,
    what: 'fewer rows than unknowns',
    expected: `${unknowns} or more rows that have weight: one per unknown`,
    got: `${rows} rows, X [${nSamples}, ${nFeatures}]`,
    fix: 'add rows or leave out columns',
  });
}
