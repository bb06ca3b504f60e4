import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import { shownAs } from '../../estimator/fit.ts';
import type { MatrixLike, TargetsLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { integerFrom, isBoolean, numberFrom } from '../../estimator/rules.ts';
import { readSamples } from '../../estimator/targets.ts';
import { ConvergenceWarning } from '../../estimator/warning.ts';
import { lbfgsRun } from '../../optimize/lbfgs.ts';
import type { HuberState } from './loss.ts';
import { curvatures, huberObjective, huberStart, residualsOf, stateOf } from './loss.ts';
import { HuberRegressorModel } from './model.ts';

/** The options of {@link HuberRegressor}. */
export interface HuberRegressorOptions {
  /**
   * $\epsilon \ge 1$, a number without unit: errors up to $\epsilon \sigma$ count by their square, larger ones, of outliers, by their size. Small values
   * are more robust, large ones nearer to least squares. @defaultValue 1.35
   */
  readonly epsilon?: number;
  /** Strength $\alpha \ge 0$ of the penalty on the squared coefficients. @defaultValue 0.0001 */
  readonly alpha?: number;
  /** Whether to learn an intercept $b$. @defaultValue true */
  readonly fitIntercept?: boolean;
  /** Most iterations, 1 or more. @defaultValue 100 */
  readonly maxIter?: number;
  /** Stop when no component of the gradient, per sample and in units of the columns' and the target's deviation, is larger than this. @defaultValue 1e-5 */
  readonly tol?: number;
}

const where = 'HuberRegressor.fit';
const rules: Rules<Required<HuberRegressorOptions>> = {
  epsilon: numberFrom(1),
  alpha: numberFrom(0),
  fitIntercept: isBoolean,
  maxIter: integerFrom(1),
  tol: numberFrom(0),
};

/**
 * Huber's robust regression: small errors count by their square, large ones by their size only, so that outliers pull less. What is large is
 * learned with the line.
 *
 * $$ \min_{w, b, \sigma > 0} \sum_i s_i \Bigl( \sigma + \sigma\, H\!\Bigl(\frac{y_i - w^{\top} x_i - b}{\sigma}\Bigr) \Bigr) + \alpha \lVert w \rVert^2, \qquad
 * H(r) = r^2 \text{ if } |r| < \epsilon, \text{ else } 2 \epsilon |r| - \epsilon^2 $$
 *
 * Shapes: X [n, d], y [n] or [n, 1] → `coef` [d]. The problem is convex; L-BFGS solves it on standardised columns. Cost: $O(nd)$ per iteration.
 * Running out of iterations gives a model with `converged` false, and a `ConvergenceWarning` to `onWarning`.
 *
 * @throws DataError if X or y is empty, ragged or not finite.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { HuberRegressor } from '@hml/classic/linear';
 * const model = new HuberRegressor().fit([[0], [1], [2], [3], [4], [5]], [0, 1, 2.1, 2.9, 4, 500]);
 * model.predict([[10]])[0].toFixed(0) // '10'
 * model.outliers?.at(-1) // 1
 * @see P. Huber, E. Ronchetti, Robust Statistics, 2nd edition, Wiley 2009, section 7.8: regression with the scale estimated alongside.
 */
export class HuberRegressor extends SupervisedRecipe<HuberState, HuberRegressorModel, TargetsLike> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<HuberRegressorOptions>> = Object.freeze({
    epsilon: 1.35,
    alpha: 0.0001,
    fitIntercept: true,
    maxIter: 100,
    tol: 1e-5,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<HuberRegressorOptions>>;

  constructor(options: HuberRegressorOptions = {}) {
    super();
    this.options = resolve('HuberRegressor', HuberRegressor.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run(X: MatrixLike, y: TargetsLike, options: WeightedFitOptions): Run<HuberState, HuberRegressorModel> {
    const { epsilon, maxIter, tol } = this.options;
    const samples = yield* readSamples(where, X, y, options.sampleWeight, 1, { readOnly: true });
    const problem = yield* huberStart(where, samples, this.options);
    const search = lbfgsRun(huberObjective(problem), problem.start, { maxIter, tol, diagonal: curvatures(problem) });
    const { x, nIter, converged, reason } = yield* shownAs(search, (point) => stateOf(point, problem));
    if (!converged && tol > 0) this.warn(notConverged(this.options, reason === 'maxIter'), options);
    const residuals = residualsOf(problem, x);
    const sigma = x[x.length - 1];
    const outliers = Uint8Array.from(residuals, (r) => Number(Math.abs(r) > epsilon * sigma));
    return new HuberRegressorModel({ ...problem.inUnitsOfData(x), nIter, converged, outliers, ...featuresOf(samples.X) });
  }
}

function notConverged({ maxIter, tol }: Required<HuberRegressorOptions>, longer: boolean): ConvergenceWarning {
  return new ConvergenceWarning({
    where,
    what: longer
      ? `not converged after maxIter = ${maxIter} iterations`
      : 'not converged: the cost is too flat for float64 along some direction',
    expected: `a gradient of at most tol = ${tol} per sample`,
    got: 'a larger one',
    fix: `${longer ? 'raise maxIter, or ' : ''}bring the columns of X to mean 0 and a common scale`,
  });
}
