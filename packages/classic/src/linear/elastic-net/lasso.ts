import { resolve } from '../../estimator/options.ts';
import type { LinearModelParts } from '../linear-model.ts';
import type { DescentFacts } from './model.ts';
import { LassoModel } from './model.ts';
import type { SparseRegressionOptions } from './recipe.ts';
import { SparseRegression, sparseDefaults, sparseRules } from './recipe.ts';

/** The options of {@link Lasso}. */
export interface LassoOptions extends SparseRegressionOptions {}

/**
 * The lasso: least squares with a penalty on the absolute values, which makes coefficients that help little exactly 0.
 *
 * $$ \min_{w, b} \frac{1}{2n} \sum_i s_i\,(y_i - w^{\top} x_i - b)^2 + \alpha \lVert w \rVert_1 $$
 *
 * Shapes: X [n, d] dense or sparse, y [n] or [n, 1] → `coef` [d]. Weights $s_i$ by `sampleWeight`, rescaled so that they add up to n.
 * Numerics: coordinate descent on $\tfrac1n X^{\top} S X$ of the centred columns; `dualGap` bounds what is left to gain. Columns of large unit are
 * penalised less: bring them to one scale if that is not meant.
 * Cost: $O(n d^2)$ once, then $O(d)$ per sweep and $O(d)$ for each coefficient that moves; with more columns than rows, $O(nd)$ for each that ever does.
 * Sparse rows stay sparse: n d is then the number of their entries, and a matrix d × d is made of up to 2000 columns only.
 * Running out of iterations gives a model with `converged` false, and a `ConvergenceWarning` to `onWarning`.
 *
 * @throws DataError if X or y is empty, ragged or not finite, or overflows.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { Lasso } from '@hml/classic/linear';
 * const model = new Lasso({ alpha: 0.5 }).fit([[-1, 1], [0, -2], [1, 1]], [-3, 0, 3]);
 * model.coef // Float64Array [2.25, 0]
 * @see R. Tibshirani, "Regression shrinkage and selection via the lasso", J. R. Stat. Soc. B 58 (1996).
 */
export class Lasso extends SparseRegression<LassoModel> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<LassoOptions>> = sparseDefaults;
  override readonly options: Readonly<Required<LassoOptions>>;

  constructor(options: LassoOptions = {}) {
    super();
    this.options = resolve('Lasso', Lasso.defaults, options, sparseRules);
    Object.freeze(this);
  }

  protected override get name(): string {
    return 'Lasso';
  }

  protected override get l1Ratio(): number {
    return 1;
  }

  protected override model(parts: LinearModelParts & DescentFacts): LassoModel {
    return new LassoModel(parts);
  }
}
