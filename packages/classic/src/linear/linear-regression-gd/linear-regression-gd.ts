import { DataError } from '@hml/tensor';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run, Workspace } from '../../estimator/fit.ts';
import { shownAs } from '../../estimator/fit.ts';
import type { MatrixLike, TargetsLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { integerFrom, isBoolean, numberAbove, numberFrom } from '../../estimator/rules.ts';
import { readDesignSamples } from '../../estimator/targets.ts';
import { ConvergenceWarning } from '../../estimator/warning.ts';
import type { GradientDescentResult } from '../../optimize/gradient-descent.ts';
import { gradientDescentRun } from '../../optimize/gradient-descent.ts';
import type { OptimizeState } from '../../optimize/objective.ts';
import { largestCurvature, tooLong } from '../learning-rate.ts';
import type { DescentProblem } from '../mean-cost.ts';
import { squaredLoss } from './loss.ts';
import { LinearRegressionGDModel } from './model.ts';

/** The options of {@link LinearRegressionGD}. */
export interface LinearRegressionGDOptions {
  /** Step length $\eta > 0$; below $2 / \lambda_{\max}$ of the cost's second derivative the cost falls in every iteration. @defaultValue 0.01 */
  readonly learningRate?: number;
  /** Most updates, 1 or more. @defaultValue 1000 */
  readonly maxIter?: number;
  /** Stop when the gradient's largest component is at most `tol` times what it was at the start; 0 makes all `maxIter` updates, without a warning. @defaultValue 1e-6 */
  readonly tol?: number;
  /** Strength $\alpha \ge 0$ of the penalty on the squared coefficients (not on the intercept), in the cost as $\frac{\alpha}{2m}\lVert w \rVert^2$. @defaultValue 0 */
  readonly alpha?: number;
  /** Whether to learn an intercept $b$; without one the line goes through the origin. @defaultValue true */
  readonly fitIntercept?: boolean;
}

/** What `steps` shows after each update, and once before the first. */
export interface LinearRegressionGDState {
  /** Updates done so far. */
  readonly nIter: number;
  /** $w$ [nFeatures] */
  readonly coef: Float64Array;
  /** The intercept $b$. */
  readonly intercept: number;
  /** The cost $J(w, b)$ of these coefficients. */
  readonly cost: number;
  /** The largest component of $\nabla J(w, b)$. */
  readonly gradientNorm: number;
}

const where = 'LinearRegressionGD.fit';
const rules: Rules<Required<LinearRegressionGDOptions>> = {
  learningRate: numberAbove(0),
  maxIter: integerFrom(1),
  tol: numberFrom(0),
  alpha: numberFrom(0),
  fitIntercept: isBoolean,
};

/**
 * Least squares by batch gradient descent: the same line as `LinearRegression`, found step by step from zero.
 *
 * $$ J(w, b) = \frac{1}{2m} \sum_{i=1}^{m} (w^{\top} x_i + b - y_i)^2 + \frac{\alpha}{2m} \lVert w \rVert^2, \qquad
 * w \leftarrow w - \eta\,\nabla_w J, \quad b \leftarrow b - \eta\,\frac{\partial J}{\partial b} $$
 *
 * Shapes: X [m, d], y [m] or [m, 1] → `coef` [d], `costHistory` [nIter + 1]. With `sampleWeight`, squares are weighted and $m$ is the sum of the weights.
 * Numerics: X is taken as it is. Columns of different scale make the cost a narrow valley and the descent slow; bring them to one scale first.
 * Cost: $O(md)$ per iteration.
 * Running out of iterations gives a model with `converged` false, and a `ConvergenceWarning` to `onWarning`.
 *
 * @throws DataError if X or y is empty, ragged or not finite.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option, and when the cost grows because `learningRate` is too large; it names one that works.
 * @example
 * import { LinearRegressionGD } from '@hml/classic/linear';
 * const model = new LinearRegressionGD({ learningRate: 0.1 }).fit([[-1], [0], [1], [2]], [-1, 1, 3, 5]);
 * model.coef // Float64Array [2.0000…]
 * model.intercept // 1.0000…
 * model.costHistory[0] // 4.5
 */
export class LinearRegressionGD extends SupervisedRecipe<LinearRegressionGDState, LinearRegressionGDModel, TargetsLike> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<LinearRegressionGDOptions>> = Object.freeze({
    learningRate: 0.01,
    maxIter: 1000,
    tol: 1e-6,
    alpha: 0,
    fitIntercept: true,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<LinearRegressionGDOptions>>;

  constructor(options: LinearRegressionGDOptions = {}) {
    super();
    this.options = resolve('LinearRegressionGD', LinearRegressionGD.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run(
    X: MatrixLike,
    y: TargetsLike,
    options: WeightedFitOptions,
  ): Run<LinearRegressionGDState, LinearRegressionGDModel> {
    const { X: design, y: targets, weights } = yield* readDesignSamples(where, X, y, options.sampleWeight, 1, { readOnly: true });
    const { alpha, fitIntercept, tol } = this.options;
    const result = yield* this.#descent({ X: design, y: targets.data, weights, alpha, fitIntercept });
    if (!result.converged && tol > 0) this.warn(notConverged(this.options), options);
    return new LinearRegressionGDModel({
      ...parametersOf(result.x, design.nFeatures),
      nIter: result.nIter,
      converged: result.converged,
      costHistory: result.history,
      ...featuresOf(design),
    });
  }

  *#descent(problem: DescentProblem): Run<LinearRegressionGDState, GradientDescentResult> {
    const { learningRate, maxIter, tol, fitIntercept } = this.options;
    const d = problem.X.nFeatures;
    const start = new Float64Array(d + Number(fitIntercept));
    const descent = gradientDescentRun(squaredLoss(problem), start, { learningRate, maxIter, tol: 0, relativeTol: tol });
    try {
      const result = yield* shownAs(descent, (point) => stateOf(point, d));
      if (result.reason === 'diverged') throw tooLong(where, result, learningRate, yield* largestCurvature(problem));
      return result;
    } catch (error) {
      throw error instanceof DataError ? new DataError({ ...error, where, fix: 'rescale X and y' }) : error;
    }
  }
}

/** $w$ and $b$ of $\theta = (w, b)$. */
function parametersOf(theta: Float64Array, d: number): { readonly coef: Float64Array; readonly intercept: number } {
  return { coef: theta.slice(0, d), intercept: theta.length > d ? theta[d] : 0 };
}

function stateOf(point: Workspace<OptimizeState>, d: number): LinearRegressionGDState {
  const { nIter, x, value: cost, gradientNorm } = point.snapshot();
  return Object.freeze({ nIter, ...parametersOf(x, d), cost, gradientNorm });
}

function notConverged({ maxIter, tol, learningRate }: Required<LinearRegressionGDOptions>): ConvergenceWarning {
  return new ConvergenceWarning({
    where,
    what: `not converged after maxIter = ${maxIter} iterations`,
    expected: `a gradient of at most tol = ${tol} times what it was at the start`,
    got: `a larger one, with learningRate ${learningRate}`,
    fix: 'raise maxIter, bring the columns of X to a common scale, or raise learningRate while the cost still falls',
  });
}
