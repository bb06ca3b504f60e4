import type { Matrix } from '@hml/tensor';
import { wrap } from '@hml/tensor';
import type { ModelsByLabel } from '../../estimator/classifier-recipe.ts';
import { ClassifierRecipe } from '../../estimator/classifier-recipe.ts';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import { shownAs } from '../../estimator/fit.ts';
import type { Label, LabelsLike } from '../../estimator/labels.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import type { Ticks } from '../../estimator/rows.ts';
import { settle } from '../../estimator/rows.ts';
import { integerFrom, isBoolean, numberAbove, numberFrom } from '../../estimator/rules.ts';
import { readDesignLabelled } from '../../estimator/targets.ts';
import { ConvergenceWarning } from '../../estimator/warning.ts';
import type { GradientDescentResult } from '../../optimize/gradient-descent.ts';
import { gradientDescentRun } from '../../optimize/gradient-descent.ts';
import type { Objective } from '../../optimize/objective.ts';
import { largestCurvature, tooLong } from '../learning-rate.ts';
import { positiveClasses } from '../linear-classifier.ts';
import type { DescentProblem } from '../mean-cost.ts';
import { logisticCost } from './cost.ts';
import { LogisticRegressionGDModel } from './model.ts';

/** The options of {@link LogisticRegressionGD}. */
export interface LogisticRegressionGDOptions {
  /** Step length $\eta > 0$; below $2 / \lambda_{\max}$ of the cost's second derivative the cost falls in every update. @defaultValue 0.1 */
  readonly learningRate?: number;
  /** Most updates, 1 or more. @defaultValue 1000 */
  readonly maxIter?: number;
  /** Stop when the largest component of the gradients is at most `tol` times what it was at the start; 0 makes all updates, without a warning. @defaultValue 1e-3 */
  readonly tol?: number;
  /** Strength $\alpha \ge 0$ of the penalty on the squared weights (not on the intercepts), in the cost as $\frac{\alpha}{2m}\lVert w \rVert^2$. @defaultValue 0 */
  readonly alpha?: number;
  /** Whether to learn intercepts. @defaultValue true */
  readonly fitIntercept?: boolean;
}

/** The model of {@link LogisticRegressionGD} by the type of the labels. */
export interface LogisticRegressionGDModels extends ModelsByLabel {
  readonly model: LogisticRegressionGDModel<this['label']>;
}

/** What `steps` shows after each update, and once before the first. */
export interface LogisticRegressionGDState {
  /** Updates done so far. */
  readonly nIter: number;
  /** The weights [1, nFeatures] for two classes, else [nClasses, nFeatures]. */
  readonly coef: Matrix;
  /** The intercept of each row of weights. */
  readonly intercept: Float64Array;
  /** The sum of the costs $J$ of all rows. */
  readonly cost: number;
  /** The cost of each row. */
  readonly costs: Float64Array;
  /** The largest component of the gradients. */
  readonly gradientNorm: number;
}

const where = 'LogisticRegressionGD.fit';
const rules: Rules<Required<LogisticRegressionGDOptions>> = {
  learningRate: numberAbove(0),
  maxIter: integerFrom(1),
  tol: numberFrom(0),
  alpha: numberFrom(0),
  fitIntercept: isBoolean,
};

/**
 * Logistic regression by batch gradient descent: the same boundary as `LogisticRegression`, found step by step from zero, with the cost of every step.
 *
 * $$ J(w, b) = -\frac{1}{m} \sum_{i=1}^{m} \bigl[ y_i \log h_i + (1 - y_i) \log(1 - h_i) \bigr] + \frac{\alpha}{2m} \lVert w \rVert^2, \qquad h_i = \sigma(w^{\top} x_i + b) $$
 *
 * More than two classes are told each from the rest. Shapes: X [m, d], y [m] of texts, whole numbers or booleans → `coef` [1, d] or [K, d].
 * Numerics: X is taken as it is; columns of different scale make the descent slow: bring them to one scale first. Cost: $O(md)$ per update and class.
 * Running out of iterations gives a model with `converged` false, and a `ConvergenceWarning` to `onWarning`.
 *
 * @throws DataError if X or y is empty, ragged or not finite, or `y` holds fractions or one label only.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option, and when the cost grows because `learningRate` is too large; it names one that works.
 * @example
 * import { LogisticRegressionGD } from '@hml/classic/linear';
 * const model = new LogisticRegressionGD({ learningRate: 1, maxIter: 50, tol: 0 }).fit([[-2], [-1], [1], [2]], ['no', 'no', 'yes', 'yes']);
 * model.predict([[3]]) // ['yes']
 * model.costHistories[0][0] // 0.6931471805599453
 * @see C. Bishop, Pattern Recognition and Machine Learning, Springer 2006, section 4.3.
 */
export class LogisticRegressionGD extends ClassifierRecipe<LogisticRegressionGDState, LogisticRegressionGDModels> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<LogisticRegressionGDOptions>> = Object.freeze({
    learningRate: 0.1,
    maxIter: 1000,
    tol: 1e-3,
    alpha: 0,
    fitIntercept: true,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<LogisticRegressionGDOptions>>;

  constructor(options: LogisticRegressionGDOptions = {}) {
    super();
    this.options = resolve('LogisticRegressionGD', LogisticRegressionGD.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    options: WeightedFitOptions,
  ): Run<LogisticRegressionGDState, LogisticRegressionGDModel<L>> {
    const { fitIntercept, tol, alpha } = this.options;
    const {
      X: design,
      classes,
      codes,
      weights,
    } = yield* readDesignLabelled(where, X, y, options.sampleWeight, { minClasses: 2 }, { readOnly: true });
    const problems = positiveClasses(classes.length).map((positive): DescentProblem => {
      const y = Float64Array.from(codes, (code) => Number(code === positive));
      return { X: design, y, weights, alpha, fitIntercept };
    });
    const { result, histories } = yield* this.#descent(problems);
    if (!result.converged && tol > 0) this.warn(notConverged(this.options), options);
    return new LogisticRegressionGDModel({
      classes,
      ...parametersOf(result.x, problems.length, design.nFeatures, fitIntercept),
      costHistories: histories,
      converged: result.converged,
      ...featuresOf(design),
    });
  }

  /** One descent for all classes: each has a cost of its own, the updates are the same as if it went alone. */
  *#descent(
    problems: readonly DescentProblem[],
  ): Run<LogisticRegressionGDState, { readonly result: GradientDescentResult; readonly histories: Float64Array[] }> {
    const { learningRate, maxIter, tol, fitIntercept } = this.options;
    const d = problems[0].X.nFeatures;
    const size = d + Number(fitIntercept);
    const costs = problems.map(logisticCost);
    const rows = costs.length;
    const histories: number[][] = costs.map(() => []);
    const objective: Objective = function* (theta, gradient) {
      let total = 0;
      for (let c = 0; c < rows; c++) {
        const at = theta.subarray(c * size, (c + 1) * size);
        const cost = yield* settle(costs[c](at, gradient.subarray(c * size, (c + 1) * size)));
        histories[c].push(cost);
        total += cost;
      }
      return total;
    };
    const descent = gradientDescentRun(objective, new Float64Array(rows * size), { learningRate, maxIter, tol: 0, relativeTol: tol });
    const result = yield* shownAs(descent, (point): LogisticRegressionGDState => {
      const { nIter, x, value: cost, gradientNorm } = point.snapshot();
      const { coef, intercept } = parametersOf(x, rows, d, fitIntercept);
      const each = Float64Array.from(histories, (history) => history[nIter]);
      return Object.freeze({ nIter, coef: wrap(coef, [rows, d]), intercept, cost, costs: each, gradientNorm });
    });
    if (result.reason === 'diverged') throw tooLong(where, result, learningRate, yield* steepestCurvature(problems[0]));
    return { result, histories: histories.map((history) => Float64Array.from(history)) };
  }
}

/** Rows of weights, and their intercepts, from parameters in which each intercept stands behind its row. */
function parametersOf(
  x: Float64Array,
  rows: number,
  d: number,
  fitIntercept: boolean,
): { readonly coef: Float64Array; readonly intercept: Float64Array } {
  const size = x.length / rows;
  return {
    coef: Float64Array.from({ length: rows * d }, (_, p) => x[Math.floor(p / d) * size + (p % d)]),
    intercept: Float64Array.from({ length: rows }, (_, c) => (fitIntercept ? x[c * size + d] : 0)),
  };
}

/**
 * $\lambda_{\max}$ of $\frac{1}{4m} X^{\top} S X + \frac{\alpha}{m} I$, which no second derivative of the cost exceeds, since
 * $\sigma' = \sigma (1 - \sigma) \le \tfrac14$: a quarter of what least squares have with four times the penalty.
 */
function* steepestCurvature(problem: DescentProblem): Ticks<number> {
  return (yield* largestCurvature({ ...problem, alpha: 4 * problem.alpha })) / 4;
}

function notConverged({ maxIter, tol, learningRate }: Required<LogisticRegressionGDOptions>): ConvergenceWarning {
  return new ConvergenceWarning({
    where,
    what: `not converged after maxIter = ${maxIter} updates`,
    expected: `a gradient of at most tol = ${tol} times what it was at the start`,
    got: `a larger one, with learningRate ${learningRate}`,
    fix: 'raise maxIter, bring the columns of X to a common scale, or raise learningRate while the cost still falls',
  });
}
