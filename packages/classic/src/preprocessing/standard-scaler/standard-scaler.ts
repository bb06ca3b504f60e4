import { DataError } from '@hml/tensor';
import { checkModel } from '../../estimator/check-model.ts';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import { designInPieces } from '../../estimator/input.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { Recipe } from '../../estimator/recipe.ts';
import { drain } from '../../estimator/rows.ts';
import { isBoolean } from '../../estimator/rules.ts';
import { isSparse } from '../../estimator/sparse.ts';
import { weightsInPieces } from '../../estimator/targets.ts';
import { mergeMoments, moments, variances } from '../../statistics/moments.ts';
import { sparseMoments } from '../../statistics/sparse-moments.ts';
import { meansOfZeros, StandardScalerModel } from './model.ts';

/** The options of {@link StandardScaler}. */
export interface StandardScalerOptions {
  /** Whether to bring each column to mean 0. @defaultValue true */
  readonly withMean?: boolean;
  /** Whether to bring each column to variance 1. @defaultValue true */
  readonly withStd?: boolean;
}

/** What `steps` shows once the statistics are there: the fit has one step. */
export interface StandardScalerState {
  /** 1: there is one step. */
  readonly nIter: number;
  /** The mean of each column. */
  readonly mean: Float64Array;
  /** The variance of each column. */
  readonly var: Float64Array;
}

const rules: Rules<Required<StandardScalerOptions>> = { withMean: isBoolean, withStd: isBoolean };

/**
 * Brings each column to mean 0 and variance 1, by the statistics of the rows it was fitted on.
 *
 * $$ z_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}, \qquad \sigma_j^2 = \frac{1}{n} \sum_i (x_{ij} - \mu_j)^2 $$
 *
 * Shapes: X [n, d] → `mean`, `var`, `scale` [d]; `transform`: [m, d] → [m, d].
 * With `withMean: false`, sparse rows too: `transform` gives them back sparse, of the kind they came in.
 * Numerics: a column that does not vary (but for rounding) has scale 1. NaN counts as missing: left out of the statistics, kept by `transform`.
 * Cost: $O(nd)$.
 *
 * @throws DataError if X is empty, ragged, infinite, or its squares overflow.
 * @throws ShapeError if X is sparse and its means are to be subtracted.
 * @throws OptionError for an unknown or wrong option.
 * @example
 * import { StandardScaler } from '@hml/classic/preprocessing';
 * const scaler = new StandardScaler().fit([[1, 10], [3, 10]]);
 * scaler.transform([[1, 10], [4, 11]]).toArray() // [[-1, 0], [2, 1]]
 * scaler.inverseTransform([[2, 1]]).toArray() // [[4, 11]]
 */
export class StandardScaler extends Recipe<StandardScalerState, StandardScalerModel, WeightedFitOptions> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<StandardScalerOptions>> = Object.freeze({ withMean: true, withStd: true });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<StandardScalerOptions>>;

  constructor(options: StandardScalerOptions = {}) {
    super();
    this.options = resolve('StandardScaler', StandardScaler.defaults, options, rules);
    Object.freeze(this);
  }

  protected override get fitOptions(): readonly string[] {
    return ['sampleWeight', 'onWarning'];
  }

  protected override run(X: MatrixLike, options: WeightedFitOptions): Run<StandardScalerState, StandardScalerModel> {
    return this.#learn('StandardScaler.fit', X, options);
  }

  /**
   * The model of all batches so far: of this one, and of those that `model` has seen. What comes out is what `fit` on all rows at once would
   * give, but for rounding.
   *
   * A batch whose weights are all 0 adds nothing; the first must have some.
   *
   * @throws what `fit` throws, and ShapeError if the columns are not those of `model`.
   * @example
   * import { StandardScaler } from '@hml/classic/preprocessing';
   * const recipe = new StandardScaler();
   * const first = recipe.partialFit([[1], [3]]);
   * recipe.partialFit([[5], [7]], first).mean // Float64Array [4]
   */
  partialFit(X: MatrixLike, model?: StandardScalerModel, options: WeightedFitOptions = {}): StandardScalerModel {
    this.checkFit('partialFit', options);
    checkModel('StandardScaler.partialFit', model, StandardScalerModel);
    return drain(this.#learn('StandardScaler.partialFit', X, options, model));
  }

  *#learn(
    where: string,
    matrix: MatrixLike,
    { sampleWeight }: WeightedFitOptions,
    model?: StandardScalerModel,
  ): Run<StandardScalerState, StandardScalerModel> {
    if (this.options.withMean && isSparse(matrix)) throw meansOfZeros(where);
    const X = yield* designInPieces(where, matrix, { allowNaN: true, features: model, readOnly: true });
    const weights = yield* weightsInPieces(where, sampleWeight, X.nSamples, model !== undefined);
    const batch = yield* 'indptr' in X ? sparseMoments(X, weights) : moments(X, { weights });
    const all = model === undefined ? batch : mergeMoments(model.moments, batch);
    const j = all.squares.findIndex((value) => !Number.isFinite(value));
    if (j >= 0) {
      const got = `larger ones in column ${j}`;
      throw new DataError({ where, what: 'the squares of X overflow', expected: 'values below 1e150', got, fix: 'rescale X' });
    }
    const snapshot = (): StandardScalerState => Object.freeze({ nIter: 1, mean: all.mean.slice(), var: variances(all) });
    yield { nIter: 1, maxIter: 1, snapshot };
    return new StandardScalerModel({ ...this.options, features: featuresOf(X, model), moments: all });
  }
}
