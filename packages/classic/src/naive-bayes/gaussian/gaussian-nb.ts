import { DataError, OptionError } from '@hml/tensor';
import { checkModel } from '../../estimator/check-model.ts';
import type { ModelsByLabel } from '../../estimator/classifier-recipe.ts';
import { ClassifierRecipe } from '../../estimator/classifier-recipe.ts';
import type { FeatureInfo } from '../../estimator/columns.ts';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run } from '../../estimator/fit.ts';
import { asMatrix } from '../../estimator/input.ts';
import type { Label, LabelsLike, NumericLabels } from '../../estimator/labels.ts';
import { asLabels } from '../../estimator/labels.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { PartialFitOptions } from '../../estimator/partial-fit.ts';
import { givenClasses } from '../../estimator/partial-fit.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { drain } from '../../estimator/rows.ts';
import { listOf, numberFrom } from '../../estimator/rules.ts';
import { readLabelled, weightsInPieces } from '../../estimator/targets.ts';
import type { ClassStatistics, GaussianNBState } from './class-statistics.ts';
import { classStatistics, mergeStatistics } from './class-statistics.ts';
import { GaussianNBModel } from './model.ts';

/** The options of {@link GaussianNB}. */
export interface GaussianNBOptions {
  /** The probability $P(k)$ of each class, in sorted order, adding up to 1. @defaultValue the shares of the classes in `fit` */
  readonly priors?: readonly number[] | undefined;
  /** The part of the largest variance of a column that is added to all variances, 0 or more; it keeps them away from 0. @defaultValue 1e-9 */
  readonly varSmoothing?: number;
}

/** The model of {@link GaussianNB} by the type of the labels. */
export interface GaussianNBModels extends ModelsByLabel {
  readonly model: GaussianNBModel<this['label']>;
}

const where = 'GaussianNB.fit';
const rules: Rules<Required<GaussianNBOptions>> = { priors: listOf(numberFrom(0, 1)), varSmoothing: numberFrom(0) };

/**
 * Gaussian naive Bayes: each class is a cloud whose columns are independent and normally distributed.
 *
 * $$ \hat{y} = \arg\max_k\; P(k) \prod_j \frac{1}{\sqrt{2\pi\sigma_{kj}^2}} \exp\Bigl(-\frac{(x_j - \theta_{kj})^2}{2\sigma_{kj}^2}\Bigr) $$
 *
 * Shapes: X [n, d], y [n] of texts, whole numbers or booleans → `theta` and `var` [nClasses, d], `classPrior` [nClasses].
 * Numerics: computed in logarithms, so that a hundred columns do not underflow; variances around the class's own mean, so that a large offset
 * costs no digits. A class whose samples all have weight 0 has mean 0, the least variance and, unless `priors` says otherwise, probability 0.
 * Cost: $O(nd)$, no iterations.
 *
 * @throws DataError if X or y is empty, ragged or not finite, or `y` holds fractions.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option, and if there is not one prior per class.
 * @example
 * import { GaussianNB } from '@hml/classic/naive-bayes';
 * const model = new GaussianNB().fit([[1, 5], [2, 4], [8, 1], [9, 2]], ['cat', 'cat', 'dog', 'dog']);
 * model.predict([[3, 4], [7, 2]]) // ['cat', 'dog']
 * model.theta.toArray() // [[1.5, 4.5], [8.5, 1.5]]
 */
export class GaussianNB extends ClassifierRecipe<GaussianNBState, GaussianNBModels> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<GaussianNBOptions>> = Object.freeze({ priors: undefined, varSmoothing: 1e-9 });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<GaussianNBOptions>>;

  constructor(options: GaussianNBOptions = {}) {
    super();
    this.options = resolve('GaussianNB', GaussianNB.defaults, options, rules);
    checkSum(this.options.priors);
    Object.freeze(this);
  }

  protected override *run<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    { sampleWeight }: WeightedFitOptions,
  ): Run<GaussianNBState, GaussianNBModel<L>> {
    const samples = yield* readLabelled(where, X, y, sampleWeight);
    const statistics = yield* classStatistics(where, samples);
    return this.#model(where, featuresOf(samples.X), statistics);
  }

  /**
   * The model of all batches so far: of this one, and of those that `model` has seen. Batches may bring classes that are new; with `priors`, the
   * first one must know all, by itself or by `classes`. What comes out is what `fit` on all rows at once would give, but for rounding.
   * Labels that are written down have the type of their kind, `string` for `'low'`: the next batch may have others.
   *
   * @throws what `fit` throws, ShapeError if the columns are not those of `model`, OptionError if `classes` are others than the model's.
   * @example
   * import { GaussianNB } from '@hml/classic/naive-bayes';
   * const recipe = new GaussianNB();
   * const first = recipe.partialFit([[1], [2]], ['low', 'low']);
   * const both = recipe.partialFit([[8], [9]], ['high', 'high'], first);
   * both.classes // ['high', 'low']
   * both.predict([[3]]) // ['low']
   */
  partialFit<L>(
    X: MatrixLike,
    y: ArrayLike<L & Label>,
    model?: GaussianNBModel<L & Label>,
    options?: PartialFitOptions<L & Label>,
  ): GaussianNBModel<L & Label>;
  partialFit(
    X: MatrixLike,
    y: NumericLabels,
    model?: GaussianNBModel<number>,
    options?: PartialFitOptions<number>,
  ): GaussianNBModel<number>;
  partialFit<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    model?: GaussianNBModel<L>,
    options: PartialFitOptions<L> = {},
  ): GaussianNBModel<L> {
    this.checkFit('partialFit', options, ['classes']);
    const at = 'GaussianNB.partialFit';
    checkModel(at, model, GaussianNBModel);
    const classes = givenClasses(at, options, model, 1);
    const design = asMatrix(at, X, { features: model });
    const labels = asLabels<L>(at, y, design.nSamples, 'y', { classes });
    const weights = drain(weightsInPieces(at, options.sampleWeight, design.nSamples, model !== undefined));
    const batch = drain(classStatistics(at, { X: design, ...labels, weights }));
    const features = featuresOf(design, model);
    if (model === undefined) return this.#model(at, features, batch);
    checkTypes(at, model.classes, batch.classes);
    return this.#model(at, features, mergeStatistics(model.statistics, batch));
  }

  #model<L extends Label>(at: string, features: FeatureInfo, statistics: ClassStatistics<L>): GaussianNBModel<L> {
    const { priors, varSmoothing } = this.options;
    const classPrior = priors === undefined ? shares(statistics) : Float64Array.from(priors);
    if (classPrior.length === statistics.classes.length) return new GaussianNBModel({ features, statistics, classPrior, varSmoothing }, at);
    const expected = `one prior per class: ${statistics.classes.map(String).join(', ')}`;
    const fix = at === where ? undefined : 'name all classes at the first batch: partialFit(X, y, undefined, { classes: […] })';
    throw new OptionError({ where: at, what: 'priors do not fit the classes', expected, got: `${classPrior.length} priors`, fix });
  }
}

/** The share of each class in all weight. */
function shares({ classes, nFeatures: d, byClass: { weight } }: ClassStatistics<Label>): Float64Array {
  const counts = Float64Array.from(classes, (_, k) => weight[k * d]);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function checkSum(priors: readonly number[] | undefined): void {
  const sum = priors?.reduce((total, prior) => total + prior, 0) ?? 1;
  if (Math.abs(sum - 1) <= 1e-8) return;
  throw new OptionError({
    where: 'new GaussianNB',
    what: "option 'priors' is out of range",
    expected: 'probabilities that add up to 1',
    got: `a sum of ${sum}`,
  });
}

/** Text, numbers and truth values do not mix, from batch to batch either. */
function checkTypes(at: string, known: readonly Label[], added: readonly Label[]): void {
  if (typeof known[0] === typeof added[0]) return;
  throw new DataError({
    where: at,
    what: 'y has labels of another type than the model',
    expected: `labels of type ${typeof known[0]}`,
    got: typeof added[0],
  });
}
