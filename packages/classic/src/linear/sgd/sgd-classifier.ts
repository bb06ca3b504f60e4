import { DataError } from '@hml/tensor';
import { checkModel } from '../../estimator/check-model.ts';
import type { ClassWeight } from '../../estimator/class-weight.ts';
import { isClassWeight, weighClasses } from '../../estimator/class-weight.ts';
import type { ModelsByLabel } from '../../estimator/classifier-recipe.ts';
import { ClassifierRecipe } from '../../estimator/classifier-recipe.ts';
import type { FeatureInfo } from '../../estimator/columns.ts';
import { featuresOf } from '../../estimator/columns.ts';
import type { Run, Workspace } from '../../estimator/fit.ts';
import { shownAs, Turns } from '../../estimator/fit.ts';
import type { Label, LabelsLike, NumericLabels } from '../../estimator/labels.ts';
import type { MatrixLike } from '../../estimator/matrix-like.ts';
import type { Rules } from '../../estimator/options.ts';
import { resolve } from '../../estimator/options.ts';
import type { PartialFitOptions } from '../../estimator/partial-fit.ts';
import { givenClasses } from '../../estimator/partial-fit.ts';
import type { WeightedFitOptions } from '../../estimator/recipe.ts';
import { drain } from '../../estimator/rows.ts';
import { oneOf } from '../../estimator/rules.ts';
import type { LabelledSamples } from '../../estimator/targets.ts';
import { readDesignLabelled } from '../../estimator/targets.ts';
import { accuracyOf } from '../../metrics/sums.ts';
import { positiveClasses } from '../linear-classifier.ts';
import { checkSteps } from './checks.ts';
import { SGDClassifierModel } from './classifier-model.ts';
import type { SgdProblem, SgdResult, SgdState } from './descent.ts';
import { descend, notConverged } from './descent.ts';
import type { ClassifierLoss } from './losses.ts';
import { classifierLosses, lossOf } from './losses.ts';
import type { SgdOptions } from './options.ts';
import { sgdDefaults, sgdRules } from './options.ts';
import type { SgdWeights } from './weights.ts';
import { noWeights, weightsOf } from './weights.ts';

/** The options of {@link SGDClassifier}. */
export interface SGDClassifierOptions extends SgdOptions {
  /** What a wrong score costs: `'hinge'` makes a linear support vector machine, `'log_loss'` logistic regression. @defaultValue 'hinge' */
  readonly loss?: ClassifierLoss;
  /** How much each class counts. @defaultValue all the same */
  readonly classWeight?: ClassWeight | undefined;
}

/** The model of {@link SGDClassifier} by the type of the labels. */
export interface SGDClassifierModels extends ModelsByLabel {
  readonly model: SGDClassifierModel<this['label']>;
}

const where = 'SGDClassifier.fit';
const rules: Rules<Required<SGDClassifierOptions>> = { ...sgdRules, loss: oneOf(...classifierLosses), classWeight: isClassWeight };

/**
 * Linear classification by stochastic gradient descent: a small step after every sample, for data that come in batches or are too many for more.
 *
 * $$ \min_{w, b} \frac1n \sum_i s_i\, \ell(w^{\top} x_i + b, y_i) + \alpha R(w), \qquad y_i = \pm 1 $$
 *
 * Shapes: X [n, d] dense or sparse, y [n] of texts, whole numbers or booleans → `coef` [1, d] for two classes, [K, d] for more, each told from the rest.
 * Bring the columns to mean 0 and variance 1 first: the steps are the same for all of them.
 * Cost: $O(ndK)$ per pass; of sparse rows their entries times K, and $dK$. `partialFit` makes one pass over a batch.
 * Running out of passes gives a model with `converged` false, and a `ConvergenceWarning` to `onWarning`.
 *
 * @throws DataError if X or y is empty, ragged or not finite, or `y` holds fractions or one label only.
 * @throws ShapeError if y or sampleWeight does not fit X.
 * @throws OptionError for an unknown or wrong option, when the weights run away because the steps are too long, and if `earlyStopping` would set aside
 * all there is of a class.
 * @example
 * import { SGDClassifier } from '@hml/classic/linear';
 * const model = new SGDClassifier().fit([[-2], [-1], [1], [2]], ['no', 'no', 'yes', 'yes']);
 * model.predict([[-3], [3]]) // ['no', 'yes']
 */
export class SGDClassifier extends ClassifierRecipe<SgdState, SGDClassifierModels> {
  /** The options where none are given. */
  static readonly defaults: Readonly<Required<SGDClassifierOptions>> = Object.freeze({
    ...sgdDefaults,
    loss: 'hinge',
    learningRate: 'optimal',
    eta0: 0,
    powerT: 0.5,
    classWeight: undefined,
  });
  /** The options of this recipe, frozen. */
  readonly options: Readonly<Required<SGDClassifierOptions>>;

  constructor(options: SGDClassifierOptions = {}) {
    super();
    this.options = resolve('SGDClassifier', SGDClassifier.defaults, options, rules);
    checkSteps('SGDClassifier', this.options);
    Object.freeze(this);
  }

  protected override *run<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    options: WeightedFitOptions,
  ): Run<SgdState, SGDClassifierModel<L>> {
    const { maxIter, tol, classWeight } = this.options;
    const samples = yield* readDesignLabelled(where, X, y, options.sampleWeight, { minClasses: 2 }, { readOnly: true });
    const sampleWeights = weighClasses(where, samples, samples.weights, classWeight);
    const positives = positiveClasses(samples.classes.length);
    const weights = positives.map(() => noWeights(samples.X.nFeatures));
    const results: SgdResult[] = [];
    const turns = new Turns(positives.length);
    const see = (one: Workspace<SgdState>, nIter: number): SgdState => Object.freeze({ ...one.snapshot(), nIter });
    for (let c = 0; c < positives.length; c++) {
      const problem = this.#problem(where, samples, sampleWeights, positives[c]);
      results.push(yield* shownAs(descend(problem, weights[c], maxIter), see, turns));
    }
    const facts = { nIter: Math.max(...results.map(({ nIter }) => nIter)), converged: results.every(({ converged }) => converged) };
    if (!facts.converged && tol !== -Infinity) this.warn(notConverged(where, maxIter), options);
    return this.#model(samples.classes, weights, facts, featuresOf(samples.X));
  }

  /**
   * The model after one more pass, over this batch: it goes on from `model`, whose steps are counted on. The first batch must know all labels:
   * by itself, or by `classes`.
   * Labels that are written down have the type of their kind, `string` for `'low'`: the next batch may have others.
   *
   * @throws what `fit` throws, ShapeError if the columns are not those of `model`, DataError for a label that is new, OptionError if `classes` are
   * others than the model's.
   * @example
   * import { SGDClassifier } from '@hml/classic/linear';
   * const recipe = new SGDClassifier();
   * const first = recipe.partialFit([[-2], [-1]], ['no', 'no'], undefined, { classes: ['no', 'yes'] });
   * recipe.partialFit([[1], [2]], ['yes', 'yes'], first).predict([[3]]) // ['yes']
   */
  partialFit<L>(
    X: MatrixLike,
    y: ArrayLike<L & Label>,
    model?: SGDClassifierModel<L & Label>,
    options?: PartialFitOptions<L & Label>,
  ): SGDClassifierModel<L & Label>;
  partialFit(
    X: MatrixLike,
    y: NumericLabels,
    model?: SGDClassifierModel<number>,
    options?: PartialFitOptions<number>,
  ): SGDClassifierModel<number>;
  partialFit<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    model?: SGDClassifierModel<L>,
    options: PartialFitOptions<L> = {},
  ): SGDClassifierModel<L> {
    this.checkFit('partialFit', options, ['classes']);
    const at = 'SGDClassifier.partialFit';
    checkModel(at, model, SGDClassifierModel);
    const known = givenClasses(at, options, model, 2) ?? model?.classes;
    const samples = drain(
      readDesignLabelled(at, X, y, options.sampleWeight, { classes: known, minClasses: 2 }, { features: model, readOnly: true }),
    );
    const positives = positiveClasses(samples.classes.length);
    const weights = model?.weights ?? positives.map(() => noWeights(samples.X.nFeatures));
    if (this.options.classWeight === 'balanced') throw balancedBatch(at);
    const sampleWeights = weighClasses(at, samples, samples.weights, this.options.classWeight);
    weights.forEach((one, c) => {
      drain(descend(this.#problem(at, samples, sampleWeights, positives[c]), one, 1));
    });
    const facts = { nIter: (model?.nIter ?? 0) + 1, converged: false };
    return this.#model(samples.classes, weights, facts, featuresOf(samples.X, model));
  }

  #problem(
    at: string,
    { X, classes, codes }: LabelledSamples<Label, SgdProblem['X']>,
    weights: Float64Array | undefined,
    positive: number,
  ): SgdProblem {
    const { loss, epsilon } = this.options;
    const y = Float64Array.from(codes, (code) => (code === positive ? 1 : -1));
    const sides = [classes.length === 2 ? String(classes[0]) : 'of all others', String(classes[positive])] as const;
    return { where: at, X, y, weights, sides, loss: lossOf(loss, epsilon), score: accuracy, settings: this.options };
  }

  #model<L extends Label>(
    classes: readonly L[],
    weights: readonly SgdWeights[],
    facts: SgdResult,
    features: FeatureInfo,
  ): SGDClassifierModel<L> {
    const { loss, average } = this.options;
    const d = features.nFeaturesIn;
    const rows = weights.map((one) => weightsOf(one, average));
    const coef = Float64Array.from({ length: rows.length * d }, (_, p) => rows[Math.floor(p / d)][p % d]);
    const intercept = Float64Array.from(rows, (w) => w[d]);
    return new SGDClassifierModel({ ...facts, ...features, classes, loss, coef, intercept, weights });
  }
}

/** Which share of the signs is right, by weight. */
function accuracy(z: Float64Array, y: Float64Array, weights: Float64Array | undefined): number {
  return accuracyOf(y.length, (i) => z[i] > 0 === y[i] > 0, weights);
}

function balancedBatch(where: string): DataError {
  return new DataError({
    where,
    what: "classWeight 'balanced' needs all samples at once",
    expected: 'a Map from label to weight',
    got: "'balanced'",
    fix: 'count the labels first: n / (K n_k) each',
  });
}
