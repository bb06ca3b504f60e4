import { DataError } from '@hml/tensor';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import type { MatrixLike, TargetsLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import type { FitOptions, WeightedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { integerFrom, isBoolean, isSeed, numberFrom, oneOf } from '../../estimator/rules.ts';
import { readDesignSamples } from '../../estimator/targets.ts';
import { ConvergenceWarning } from '../../estimator/warning.ts';
import { centerSamples } from '../least-squares/center.ts';
import type { LinearModelParts } from '../linear-model.ts';
import type { DescentFacts } from './model.ts';
import type { ElasticNetState } from './solve.ts';
import { elasticNetProblem, solveElasticNet } from './solve.ts';

/** The options that the lasso and the elastic net have in common. */
export interface SparseRegressionOptions {
  /** Strength $\alpha \ge 0$ of the penalty, not on the intercept. @defaultValue 1 */
  readonly alpha?: number;
  /** Whether to learn an intercept $b$; without one the line goes through the origin. @defaultValue true */
  readonly fitIntercept?: boolean;
  /** Most sweeps over the coefficients, 1 or more. @defaultValue 1000 */
  readonly maxIter?: number;
  /**
   * Stop when a sweep changes no coefficient by more than this share of the largest, and the objective is provably within this share of the
   * target's variance of its minimum; 0 or more. @defaultValue 1e-4
   */
  readonly tol?: number;
  /** Whether no coefficient may be negative. @defaultValue false */
  readonly positive?: boolean;
  /** The order of the coefficients in a sweep: as the columns come, or shuffled anew each time. @defaultValue 'cyclic' */
  readonly selection?: 'cyclic' | 'random';
  /** Seed of the shuffling. @defaultValue 0 */
  readonly randomState?: number;
}

/** The defaults of {@link SparseRegressionOptions}. */
export const sparseDefaults: Readonly<Required<SparseRegressionOptions>> = Object.freeze({
  alpha: 1,
  fitIntercept: true,
  maxIter: 1000,
  tol: 1e-4,
  positive: false,
  selection: 'cyclic',
  randomState: 0,
});

/** The rules of {@link SparseRegressionOptions}. */
export const sparseRules: Rules<Required<SparseRegressionOptions>> = {
  alpha: numberFrom(0),
  fitIntercept: isBoolean,
  maxIter: integerFrom(1),
  tol: numberFrom(0),
  positive: isBoolean,
  selection: oneOf('cyclic', 'random'),
  randomState: isSeed,
};

/** What the lasso and the elastic net share: one is the other with `l1Ratio` 1. */
export abstract class SparseRegression<Model> extends SupervisedRecipe<ElasticNetState, Model, TargetsLike> {
  /** The options of this recipe, frozen. */
  abstract readonly options: Readonly<Required<SparseRegressionOptions>>;

  /** The name that errors begin with. */
  protected abstract get name(): string;

  /** Which part of the penalty is on the absolute values. */
  protected abstract get l1Ratio(): number;

  /** The model of what was learned. */
  protected abstract model(parts: LinearModelParts & DescentFacts): Model;

  protected override *run(X: MatrixLike, y: TargetsLike, options: WeightedFitOptions): Run<ElasticNetState, Model> {
    const where = `${this.name}.fit`;
    const samples = yield* readDesignSamples(where, X, y, options.sampleWeight, 1, { readOnly: true });
    const problem = yield* elasticNetProblem(yield* centerSamples(samples, this.options.fitIntercept));
    if (!problem.q.every(Number.isFinite) || !Number.isFinite(problem.squares)) throw overflow(where);
    const { w: _, ...solution } = yield* solveElasticNet(where, problem, { ...this.options, l1Ratio: this.l1Ratio });
    if (!solution.converged && this.options.tol > 0) this.#warn(where, solution.dualGap, options);
    return this.model({ ...solution, ...featuresOf(samples.X) });
  }

  #warn(where: string, gap: number, options: FitOptions): void {
    const { maxIter, tol } = this.options;
    const warning = new ConvergenceWarning({
      where,
      what: `not converged after maxIter = ${maxIter} sweeps`,
      expected: `an objective within tol = ${tol} of its minimum, relative to the variance of y`,
      got: `one that may be ${gap.toPrecision(3)} above it`,
      fix: 'raise maxIter, raise alpha, or bring the columns of X to a common scale',
    });
    this.warn(warning, options);
  }
}

function overflow(where: string): DataError {
  return new DataError({ where, what: 'the squares overflow', expected: 'values below 1e300', got: 'larger ones', fix: 'rescale X and y' });
}
