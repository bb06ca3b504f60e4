import { checkModel } from '../../estimator/check-model.ts';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import type { MatrixLike, TargetsLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { SupervisedRecipe } from '../../estimator/recipe.ts';
import { drain } from '../../estimator/rows.ts';
import { oneOf } from '../../estimator/rules.ts';
import { readDesignSamples } from '../../estimator/targets.ts';
import { determinationOf } from '../../metrics/determination.ts';
import { checkSteps } from './checks.ts';
import type { SgdProblem, SgdState } from './descent.ts';
import { descend, notConverged } from './descent.ts';
import type { RegressorLoss } from './losses.ts';
import { lossOf, regressorLosses } from './losses.ts';
import type { SgdOptions } from './options.ts';
import { sgdDefaults, sgdRules } from './options.ts';
import { SGDRegressorModel } from './regressor-model.ts';
import { noWeights, weightsOf } from './weights.ts';

/** The options of {@link SGDRegressor}. */
export interface SGDRegressorOptions extends SgdOptions {
  /** What an error costs: its square, that of small ones only, or what is beyond `epsilon`. @defaultValue 'squared_error' */
  readonly loss?: RegressorLoss;
}

const where = 'SGDRegressor.fit';
const rules: Rules<Required<SGDRegressorOptions>> = { ...sgdRules, loss: oneOf(...regressorLosses) };

/**
 * Linear regression by stochastic gradient descent: a small step after every sample, for data that come in batches or are too many for more.
 *
 * $$ \min_{w, b} \frac1n \sum_i s_i\, \ell(w^{\top} x_i + b, y_i) + \alpha R(w) $$
 *
 * Shapes: X [n, d] dense or sparse, y [n] or [n, 1] → `coef` [d]. Bring the columns to mean 0 and variance 1 first: the steps are the same for all of them.
 * Cost: $O(nd)$ per pass; of sparse rows their entries, and $d$. `partialFit` makes one pass over a batch.
 * Running out of passes gives a model with `converged` false, and a `ConvergenceWarning` to `onWarning`.
 *
 * @throws DataError if X or y is empty, ragged or not finite.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option, when the weights run away because the steps are too long, and if `earlyStopping` would set aside
 * all samples.
 * @example
 * import { SGDRegressor } from '@hml/classic/linear';
 * const model = new SGDRegressor({ eta0: 0.1, alpha: 0 }).fit([[-1], [0], [1]], [-1, 1, 3]);
 * model.predict([[2]])[0].toFixed(0) // '5'
 */
export class SGDRegressor extends SupervisedRecipe<SgdState, SGDRegressorModel, TargetsLike> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<SGDRegressorOptions>> = Object.freeze({
    ...sgdDefaults,
    loss: 'squared_error',
    learningRate: 'invscaling',
    eta0: 0.01,
    powerT: 0.25,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<SGDRegressorOptions>>;

  constructor(options: SGDRegressorOptions = {}) {
    super();
    this.options = resolve('SGDRegressor', SGDRegressor.defaults, options, rules);
    checkSteps('SGDRegressor', this.options);
    Object.freeze(this);
  }

  protected override *run(X: MatrixLike, y: TargetsLike, options: WeightedFitOptions): Run<SgdState, SGDRegressorModel> {
    const samples = yield* readDesignSamples(where, X, y, options.sampleWeight, 1, { readOnly: true });
    const { maxIter, tol } = this.options;
    const weights = noWeights(samples.X.nFeatures);
    const problem = this.#problem(where, samples.X, samples.y.data, samples.weights);
    const result = yield* descend(problem, weights, maxIter);
    if (!result.converged && tol !== -Infinity) this.warn(notConverged(where, maxIter), options);
    const w = weightsOf(weights, this.options.average);
    const d = samples.X.nFeatures;
    return new SGDRegressorModel({
      ...result,
      weights,
      coef: w.slice(0, d),
      intercept: w[d],
      ...featuresOf(samples.X),
    });
  }

  /**
   * The model after one more pass, over this batch: it goes on from `model`, whose steps are counted on.
   *
   * @throws what `fit` throws, and ShapeError if the columns are not those of `model`.
   * @example
   * import { SGDRegressor } from '@hml/classic/linear';
   * const recipe = new SGDRegressor();
   * const first = recipe.partialFit([[-1], [1]], [-1, 3]);
   * recipe.partialFit([[0]], [1], first).t // 4
   */
  partialFit(X: MatrixLike, y: TargetsLike, model?: SGDRegressorModel, options: WeightedFitOptions = {}): SGDRegressorModel {
    this.checkFit('partialFit', options);
    const at = 'SGDRegressor.partialFit';
    checkModel(at, model, SGDRegressorModel);
    const {
      X: design,
      y: target,
      weights: sampleWeights,
    } = drain(readDesignSamples(at, X, y, options.sampleWeight, 1, { features: model, readOnly: true }));
    const d = design.nFeatures;
    const weights = model?.weights ?? noWeights(d);
    const problem = this.#problem(at, design, target.data, sampleWeights);
    drain(descend(problem, weights, 1));
    const w = weightsOf(weights, this.options.average);
    const facts = { nIter: (model?.nIter ?? 0) + 1, converged: false, ...featuresOf(design, model) };
    return new SGDRegressorModel({ ...facts, weights, coef: w.slice(0, d), intercept: w[d] });
  }

  #problem(at: string, X: SgdProblem['X'], y: Float64Array, weights: Float64Array | undefined): SgdProblem {
    const { loss, epsilon } = this.options;
    const score: SgdProblem['score'] = (z, truth, ofTruth) => determinationOf(at, truth, z, ofTruth);
    return { where: at, X, y, weights, loss: lossOf(loss, epsilon), score, settings: this.options };
  }
}
