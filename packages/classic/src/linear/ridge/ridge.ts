import { OptionError, wrap } from '@hml/tensor';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run, Workspace } from '../../estimator/fit.ts';
import { shownAs, Turns } from '../../estimator/fit.ts';
import type { DenseMatrixLike, MatrixLike, TargetsLike, VectorLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { either, isBoolean, listOf, numberFrom, oneOf } from '../../estimator/rules.ts';
import { readDesignSamples } from '../../estimator/targets.ts';
import { elementsOf } from '../elements.ts';
import type { CenteredSamples } from '../least-squares/center.ts';
import { centerSamples, targetOf } from '../least-squares/center.ts';
import type { Coefficients } from '../least-squares/coefficients.ts';
import { conjugateWarning } from '../least-squares/conjugate-gradients.ts';
import type { LinearRegressionState } from '../least-squares/normal-equation.ts';
import { MultiOutputRidgeModel, RidgeModel } from './model.ts';
import type { RidgeSolver } from './solve.ts';
import { mostIterations, solveRidge } from './solve.ts';

/** The options of {@link Ridge}. */
export interface RidgeOptions {
  /** Strength $\alpha \ge 0$ of the penalty on the squared coefficients, not on the intercept: one for all targets, or one for each. @defaultValue 1 */
  readonly alpha?: number | readonly number[];
  /** Whether to learn an intercept $b$; without one the line goes through the origin. @defaultValue true */
  readonly fitIntercept?: boolean;
  /** By the normal equation, by singular values, or by the first with the second where it cannot tell the columns apart; many columns of many
   * sparse rows by conjugate gradients. @defaultValue 'auto' */
  readonly solver?: RidgeSolver;
}

const where = 'Ridge.fit';
const rules: Rules<Required<RidgeOptions>> = {
  alpha: either(numberFrom(0), listOf(numberFrom(0))),
  fitIntercept: isBoolean,
  solver: oneOf('auto', 'cholesky', 'svd'),
};

/**
 * Ridge regression: least squares with a penalty on large coefficients, which keeps them stable where columns resemble each other.
 *
 * $$ \min_{w, b} \sum_i s_i\,(y_i - w^{\top} x_i - b)^2 + \alpha \lVert w \rVert^2 $$
 *
 * Shapes: X [n, d] dense or sparse; y [n] gives a model with `coef` [d] and a number as `intercept`; y [n, k] one with `coef` [k, d] and `intercept` [k].
 * Numerics: as `LinearRegression`; with more columns than rows, the equations are those of the rows. Where the penalty is 0, the same coefficients as there.
 * Columns of large unit are penalised less: bring them to one scale if that is not meant.
 * Cost: $O(n d \min(n, d))$ and the cube of the smaller. Sparse rows stay sparse: up to 2000 columns (of any number with solver `'cholesky'`), the
 * normal equation of the columns from the entries; of more, that of up to 1000 rows; of more of both, conjugate gradients, two products with the
 * entries per step.
 *
 * @throws DataError if X or y is empty, ragged or not finite, or the coefficients overflow.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option, or another number of alphas than targets.
 * @example
 * import { Ridge } from '@hml/classic/linear';
 * const model = new Ridge({ alpha: 2 }).fit([[-1], [0], [1]], [-2, 0, 2]);
 * model.coef // Float64Array [1.0000000…]
 * model.intercept // 0
 */
export class Ridge extends SupervisedRecipe<LinearRegressionState, RidgeModel, VectorLike, MultiOutputRidgeModel, DenseMatrixLike> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<RidgeOptions>> = Object.freeze({ alpha: 1, fitIntercept: true, solver: 'auto' });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<RidgeOptions>>;

  constructor(options: RidgeOptions = {}) {
    super();
    this.options = resolve('Ridge', Ridge.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run(
    X: MatrixLike,
    y: TargetsLike,
    options: WeightedFitOptions,
  ): Run<LinearRegressionState, RidgeModel | MultiOutputRidgeModel> {
    const { alpha, fitIntercept, solver } = this.options;
    const samples = yield* readDesignSamples(where, X, y, options.sampleWeight, undefined, { readOnly: true });
    const k = samples.y.nOutputs;
    checkAlphas(alpha, k);
    const centered = yield* centerSamples(samples, fitIntercept);
    const alphas = typeof alpha === 'number' ? [alpha] : alpha;
    const { coef, intercept, converged } = alphas.every((value) => value === alphas[0])
      ? yield* solveRidge(where, centered, alphas[0], solver, fitIntercept)
      : yield* oneByOne(centered, alphas, (one, o) => solveRidge(where, one, alphas[o], solver, fitIntercept));
    if (converged === false) this.warn(conjugateWarning(where), options);
    return samples.y.ndim === 2
      ? new MultiOutputRidgeModel({ coef, intercept, ...featuresOf(samples.X) })
      : new RidgeModel({ coef, intercept: intercept[0], ...featuresOf(samples.X) });
  }
}

/** Each target on its own, with its own penalty; those whose turn has not come are predicted by their means. */
function* oneByOne(
  samples: CenteredSamples,
  alphas: readonly number[],
  solve: (one: CenteredSamples, o: number) => Run<LinearRegressionState, Coefficients>,
): Run<LinearRegressionState, Coefficients> {
  const [d, k] = [samples.X.d, alphas.length];
  const coef = new Float64Array(k * d);
  const intercept = samples.Y.mean.slice();
  const turns = new Turns(k, mostIterations(samples));
  let converged = true;
  for (let o = 0; o < k; o++) {
    const see = (one: Workspace<LinearRegressionState>, nIter: number): LinearRegressionState => {
      const state = one.snapshot();
      const [W, b] = [coef.slice(), intercept.slice()];
      W.set(elementsOf(state.coef), o * d);
      b.set(state.intercept, o);
      return Object.freeze({ nIter, coef: wrap(W, [k, d]), intercept: b, correction: state.correction });
    };
    const solution = yield* shownAs(solve(targetOf(samples, o), o), see, turns);
    coef.set(solution.coef, o * d);
    intercept.set(solution.intercept, o);
    converged &&= solution.converged ?? true;
  }
  return { coef, intercept, converged };
}

function checkAlphas(alpha: number | readonly number[], k: number): void {
  if (typeof alpha === 'number' || alpha.length === k) return;
  throw new OptionError({
    where,
    what: 'there is not one alpha per target',
    expected: `${k} numbers, or one for all`,
    got: `${alpha.length} numbers`,
  });
}
