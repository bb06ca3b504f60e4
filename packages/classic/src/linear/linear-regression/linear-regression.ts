import type { Matrix } from '@hml/tensor';
import { DataError, wrap } from '@hml/tensor';
import type { AsyncOptions, Fit, Run } from '../../estimator/fit.ts';
import { asMatrix, asTargets, asWeights } from '../../estimator/input.ts';
import type { DesignMatrix, MatrixLike, VectorLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { isBoolean, resolve } from '../../estimator/options.ts';
import type { SupervisedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { LinearRegressionModel, MultiOutputLinearRegressionModel } from './model.ts';
import type { Coefficients, LeastSquares } from './normal-equation.ts';
import { maxSolutions, solveNormalEquation } from './normal-equation.ts';

/** The options of {@link LinearRegression}. */
export interface LinearRegressionOptions {
  /** Whether to learn an intercept $b$; without one the line goes through the origin. @defaultValue true */
  readonly fitIntercept?: boolean;
}

/** What `steps` shows: the solution of the normal equation, then each refinement of it. */
export interface LinearRegressionState {
  /** 1 for the first solution. */
  readonly nIter: number;
  /** [nOutputs, nFeatures] */
  readonly coef: Matrix;
  /** [nOutputs] */
  readonly intercept: Float64Array;
  /** The largest change of a coefficient in this step, columns and target being scaled to length 1. */
  readonly correction: number;
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
  LinearRegressionModel | MultiOutputLinearRegressionModel,
  VectorLike | MatrixLike
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

  /** Learns `y` [n] from `X` [n, d]; from `y` [n, k] a model of several outputs. */
  override fit(X: MatrixLike, y: VectorLike, options?: SupervisedFitOptions): LinearRegressionModel;
  override fit(X: MatrixLike, y: MatrixLike, options?: SupervisedFitOptions): MultiOutputLinearRegressionModel;
  override fit(
    X: MatrixLike,
    y: VectorLike | MatrixLike,
    options?: SupervisedFitOptions,
  ): LinearRegressionModel | MultiOutputLinearRegressionModel {
    return super.fit(X, y, options);
  }

  /** The same fit, one solution at a time: the first, then its refinements. */
  override steps(X: MatrixLike, y: VectorLike, options?: SupervisedFitOptions): Fit<LinearRegressionState, LinearRegressionModel>;
  override steps(
    X: MatrixLike,
    y: MatrixLike,
    options?: SupervisedFitOptions,
  ): Fit<LinearRegressionState, MultiOutputLinearRegressionModel>;
  override steps(
    X: MatrixLike,
    y: VectorLike | MatrixLike,
    options?: SupervisedFitOptions,
  ): Fit<LinearRegressionState, LinearRegressionModel | MultiOutputLinearRegressionModel> {
    return super.steps(X, y, options);
  }

  /** The same fit without blocking: it pauses for the event loop, reports progress and can be aborted. */
  override fitAsync(
    X: MatrixLike,
    y: VectorLike,
    options?: SupervisedFitOptions & AsyncOptions<LinearRegressionState>,
  ): Promise<LinearRegressionModel>;
  override fitAsync(
    X: MatrixLike,
    y: MatrixLike,
    options?: SupervisedFitOptions & AsyncOptions<LinearRegressionState>,
  ): Promise<MultiOutputLinearRegressionModel>;
  override fitAsync(
    X: MatrixLike,
    y: VectorLike | MatrixLike,
    options?: SupervisedFitOptions & AsyncOptions<LinearRegressionState>,
  ): Promise<LinearRegressionModel | MultiOutputLinearRegressionModel> {
    return super.fitAsync(X, y, options);
  }

  protected override *run(
    X: MatrixLike,
    y: VectorLike | MatrixLike,
    { sampleWeight }: SupervisedFitOptions,
  ): Run<LinearRegressionState, LinearRegressionModel | MultiOutputLinearRegressionModel> {
    const { fitIntercept } = this.options;
    const design = asMatrix(where, X);
    const targets = asTargets(where, y, design.nSamples);
    const weights = asWeights(where, sampleWeight, design.nSamples);
    checkRows(design, weights, fitIntercept);
    const { coef, intercept } = yield* solutions({ where, X: design, y: targets, weights, fitIntercept });
    const features = { nFeaturesIn: design.nFeatures, featureNamesIn: design.names };
    return targets.ndim === 2
      ? new MultiOutputLinearRegressionModel(coef, intercept, features)
      : new LinearRegressionModel({ coef, intercept: intercept[0], ...features });
  }
}

/** The solver's yields as workspaces. */
function* solutions(problem: LeastSquares): Run<LinearRegressionState, Coefficients> {
  const shape = [problem.y.nOutputs, problem.X.nFeatures] as const;
  const solver = solveNormalEquation(problem);
  let nIter = 0;
  for (let step = solver.next(); ; step = solver.next()) {
    if (step.done === true) return step.value;
    if (step.value === undefined) {
      yield;
      continue;
    }
    const { coef, intercept, correction } = step.value;
    const count = ++nIter;
    const snapshot = (): LinearRegressionState =>
      Object.freeze({ nIter: count, coef: wrap(coef.slice(), shape), intercept: intercept.slice(), correction });
    yield { nIter: count, maxIter: maxSolutions, snapshot };
  }
}

/** With fewer rows than unknowns many solutions fit exactly, and the normal equation has none to prefer. */
function checkRows({ nSamples, nFeatures }: DesignMatrix, weights: Float64Array | undefined, fitIntercept: boolean): void {
  const rows = weights === undefined ? nSamples : weights.filter((weight) => weight > 0).length;
  const unknowns = nFeatures + Number(fitIntercept);
  if (rows >= unknowns) return;
  throw new DataError({
    where,
    what: 'fewer rows than unknowns',
    expected: `${unknowns} or more rows that have weight: one per coefficient${fitIntercept ? ' and one for the intercept' : ''}`,
    got: `${rows} rows, X [${nSamples}, ${nFeatures}]`,
    fix: 'add rows or leave out columns',
  });
}
