import { mT, svdvals, wrap } from '@hml/tensor';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import type { DenseMatrixLike, MatrixLike, TargetsLike, VectorLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { isBoolean } from '../../estimator/rules.ts';
import { readDesignSamples } from '../../estimator/targets.ts';
import type { CenteredSamples } from '../least-squares/center.ts';
import { centerSamples } from '../least-squares/center.ts';
import type { Factor } from '../least-squares/cholesky-factor.ts';
import { asNormalMatrix, factorize, leastEigenvalue } from '../least-squares/cholesky-factor.ts';
import type { Coefficients } from '../least-squares/coefficients.ts';
import { inUnitsOfData } from '../least-squares/coefficients.ts';
import { conjugateLeastSquares, conjugateWarning, mostColumns } from '../least-squares/conjugate-gradients.ts';
import { minimumNorm } from '../least-squares/minimum-norm.ts';
import type { LinearRegressionState } from '../least-squares/normal-equation.ts';
import { solveNormalEquation } from '../least-squares/normal-equation.ts';
import { normalEquation } from '../least-squares/products.ts';
import { CenteredEntries } from '../least-squares/sparse-columns.ts';
import { triangleOf } from '../least-squares/triangle.ts';
import type { LeastSquaresFacts } from './model.ts';
import { LinearRegressionModel, MultiOutputLinearRegressionModel } from './model.ts';
import { nonNegative } from './non-negative.ts';

/** The options of {@link LinearRegression}. */
export interface LinearRegressionOptions {
  /** Whether to learn an intercept $b$; without one the line goes through the origin. @defaultValue true */
  readonly fitIntercept?: boolean;
  /** Whether no coefficient may be negative (the intercept may). @defaultValue false */
  readonly positive?: boolean;
}

const where = 'LinearRegression.fit';
const rules: Rules<Required<LinearRegressionOptions>> = { fitIntercept: isBoolean, positive: isBoolean };

/**
 * Ordinary least squares: the line, plane or hyperplane with the smallest sum of squared vertical distances.
 *
 * $$ \min_{w, b} \sum_i s_i\,(y_i - w^{\top} x_i - b)^2 $$
 *
 * Shapes: X [n, d] dense or sparse; y [n] gives a model with `coef` [d] and a number as `intercept`; y [n, k], also for $k = 1$, one with `coef` [k, d] and
 * `intercept` [k]. Weights $s_i$ by `sampleWeight`.
 * Numerics: columns are centred, the normal equation is solved by Cholesky and refined with the residuals of the data. Where columns are
 * constant or (nearly) depend on each other, or there are fewer rows than unknowns, many coefficients fit alike: the shortest are taken, by
 * QR and singular values, and `rank` says so. With `positive`, by the active set of Lawson and Hanson on the triangle of QR. Rows of weight 0 have
 * no influence.
 * Cost: $O(n d^2 + d^3)$. Sparse rows stay sparse: up to 2000 columns as above, from the entries; of more, by conjugate gradients, two products
 * with the entries per step, whose coefficients are the shortest too, and which know no `rank`.
 *
 * @throws DataError if X or y is empty, ragged or not finite, or the coefficients overflow.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { LinearRegression } from '@hml/classic/linear';
 * const model = new LinearRegression().fit([[0], [1], [2], [3]], [1, 3, 5, 7]);
 * model.coef // Float64Array [2.0000000…]
 * model.intercept // 1.0000000…
 * model.predict([[10]]) // Float64Array [21.0000000…]
 * new LinearRegression().fit([[1, 1], [2, 2], [3, 3]], [2, 4, 6]).coef // Float64Array [1.0000000…, 1.0000000…]
 */
export class LinearRegression extends SupervisedRecipe<
  LinearRegressionState,
  LinearRegressionModel,
  VectorLike,
  MultiOutputLinearRegressionModel,
  DenseMatrixLike
> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<LinearRegressionOptions>> = Object.freeze({ fitIntercept: true, positive: false });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<LinearRegressionOptions>>;

  constructor(options: LinearRegressionOptions = {}) {
    super();
    this.options = resolve('LinearRegression', LinearRegression.defaults, options, rules);
    Object.freeze(this);
  }

  protected override *run(
    X: MatrixLike,
    y: TargetsLike,
    options: WeightedFitOptions,
  ): Run<LinearRegressionState, LinearRegressionModel | MultiOutputLinearRegressionModel> {
    const samples = yield* readDesignSamples(where, X, y, options.sampleWeight, undefined, { readOnly: true });
    const solution = yield* leastSquares(where, yield* centerSamples(samples, this.options.fitIntercept), this.options);
    if (solution.converged === false) this.warn(conjugateWarning(where), options);
    const parts = { ...solution, ...featuresOf(samples.X) };
    return samples.y.ndim === 2
      ? new MultiOutputLinearRegressionModel(parts)
      : new LinearRegressionModel({ ...parts, intercept: parts.intercept[0] });
  }
}

/**
 * Which way to go: by conjugate gradients for many columns of sparse rows, by the triangle with the sign bound, by the normal equation, or by singular
 * values where it cannot tell the columns apart.
 */
export function* leastSquares(
  where: string,
  samples: CenteredSamples,
  { fitIntercept, positive }: Required<LinearRegressionOptions>,
): Run<LinearRegressionState, Coefficients & LeastSquaresFacts> {
  const { n, X, Y } = samples;
  if (X instanceof CenteredEntries && X.d > mostColumns && !positive) {
    return { ...(yield* conjugateLeastSquares(where, samples, X, 0)), rank: undefined, singular: undefined };
  }
  if (positive) {
    const triangle = yield* triangleOf(samples);
    const W = new Float64Array(Y.d * X.d);
    for (let o = 0; o < Y.d; o++) W.set(yield* nonNegative(triangle, o, X.unit), o * X.d);
    return yield* oneStep({ ...inUnitsOfData(where, samples, W), rank: undefined, singular: undefined });
  }
  // Of n centred rows, n − 1 are independent at most: more columns than that cannot all be told apart.
  if (X.d <= n - Number(fitIntercept)) {
    const { G, targets } = yield* normalEquation(samples);
    // An eigenvalue of the columns at length 1. Below some rounding errors of the Gram matrix it says nothing any more.
    const factor = factorize(G, X.d);
    if (factor !== undefined && leastEigenvalue(factor) > 64 * Number.EPSILON * (X.d + Math.sqrt(n))) {
      const coefficients = yield* solveNormalEquation(where, samples, asNormalMatrix(factor), targets, fitIntercept);
      return { ...coefficients, rank: X.d, singular: singularValues(factor, X.unit) };
    }
  }
  const triangle = yield* triangleOf(samples);
  const { W, rank } = minimumNorm(triangle, samples);
  const inUnits = triangle.R.map((value, p) => value / X.unit[p % X.d]);
  const singular = svdvals(wrap(inUnits, [triangle.m, X.d])).toTypedArray();
  return yield* oneStep({ ...inUnitsOfData(where, samples, W), rank, singular });
}

/** The one state of a solution that needs no refinement. */
export function* oneStep<Solution extends Coefficients>(solution: Solution): Run<LinearRegressionState, Solution> {
  const { coef, intercept } = solution;
  const k = intercept.length;
  const state = { nIter: 1, coef: wrap(coef.slice(), [k, coef.length / k]), intercept: intercept.slice(), correction: 0 };
  yield { nIter: 1, maxIter: 1, snapshot: () => Object.freeze(state) };
  return solution;
}

/** The singular values of $X = Q L^{\top} D$ are those of the triangle. */
function singularValues({ L, scale }: Factor, unit: Float64Array): Float64Array {
  const d = scale.length;
  const R = mT(L).toTypedArray();
  for (let p = 0; p < R.length; p++) R[p] *= scale[p % d] / unit[p % d];
  return svdvals(wrap(R, [d, d])).toTypedArray();
}
