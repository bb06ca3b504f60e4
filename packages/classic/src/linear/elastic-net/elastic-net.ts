import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import { numberFrom } from '../../estimator/rules.ts';
import type { LinearModelParts } from '../linear-model.ts';
import type { DescentFacts } from './model.ts';
import { ElasticNetModel } from './model.ts';
import type { SparseRegressionOptions } from './recipe.ts';
import { SparseRegression, sparseDefaults, sparseRules } from './recipe.ts';

/** The options of {@link ElasticNet}. */
export interface ElasticNetOptions extends SparseRegressionOptions {
  /** Which part of the penalty is on the absolute values, from 0 (ridge) to 1 (lasso). @defaultValue 0.5 */
  readonly l1Ratio?: number;
}

const rules: Rules<Required<ElasticNetOptions>> = { ...sparseRules, l1Ratio: numberFrom(0, 1) };

/**
 * The elastic net: least squares with both penalties, so that coefficients become 0 and those of similar columns become similar.
 *
 * $$ \min_{w, b} \frac{1}{2n} \sum_i s_i\,(y_i - w^{\top} x_i - b)^2 + \alpha \rho \lVert w \rVert_1 + \frac{\alpha (1 - \rho)}{2} \lVert w \rVert^2 $$
 *
 * with $\rho$ = `l1Ratio`. All else is as with the lasso.
 *
 * @throws DataError if X or y is empty, ragged or not finite, or overflows.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { ElasticNet } from '@hml/classic/linear';
 * new ElasticNet({ alpha: 1, l1Ratio: 0.25 }).fit([[-1], [0], [1]], [-3, 0, 3]).coef // Float64Array [1.2352941…]
 * @see H. Zou, T. Hastie, "Regularization and variable selection via the elastic net", J. R. Stat. Soc. B 67 (2005).
 */
export class ElasticNet extends SparseRegression<ElasticNetModel> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<ElasticNetOptions>> = Object.freeze({ ...sparseDefaults, l1Ratio: 0.5 });
  override readonly options: Readonly<Required<ElasticNetOptions>>;

  constructor(options: ElasticNetOptions = {}) {
    super();
    this.options = resolve('ElasticNet', ElasticNet.defaults, options, rules);
    Object.freeze(this);
  }

  protected override get name(): string {
    return 'ElasticNet';
  }

  protected override get l1Ratio(): number {
    return this.options.l1Ratio;
  }

  protected override model(parts: LinearModelParts & DescentFacts): ElasticNetModel {
    return new ElasticNetModel(parts);
  }
}
