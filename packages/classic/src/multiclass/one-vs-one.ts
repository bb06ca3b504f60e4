import type { ModelsByLabel } from '../estimator/classifier-recipe.ts';
import type { Run } from '../estimator/fit.ts';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { ModelClass } from '../estimator/load-model.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { WeightedFitOptions } from '../estimator/recipe.ts';
import { confidenceOf } from './binary-model.ts';
import { CombinedClassifierModel, readCombined } from './combined-model.ts';
import type { CombinedClassifierOptions, CombinedClassifierState, Question } from './combined-recipe.ts';
import { CombinedClassifier } from './combined-recipe.ts';

/** The model of {@link OneVsOneClassifier} by the type of the labels. */
export interface OneVsOneClassifierModels extends ModelsByLabel {
  readonly model: OneVsOneClassifierModel<this['label']>;
}

/**
 * Many classes from a classifier of two: one estimator per pair of classes, fitted to their rows alone, and the class with most votes wins.
 *
 * $$ \hat{y} = \arg\max_k\; v_k + \frac{s_k}{3(|s_k| + 1)}, \qquad s_k = \sum_{l < k} z_{lk} - \sum_{l > k} z_{kl} $$
 *
 * with $v_k$ the votes for class $k$, and $z_{kl}$ how sure the estimator of the pair is of $l$; that only decides between equal votes.
 * Shapes: X [n, d] dense, or sparse if the estimator takes that, y [n] of texts, whole numbers or booleans.
 * Cost: $K(K-1)/2$ fits of the rows of two classes: less than {@link OneVsRestClassifier} where a fit's cost grows faster than its rows.
 *
 * @throws OptionError if `estimator` is no recipe of a classifier.
 * @throws DataError if there is only one class, or the estimator says not how sure it is; and what its `fit` throws.
 * @example
 * import { LogisticRegression } from '@hml/classic/linear';
 * import { OneVsOneClassifier } from '@hml/classic/multiclass';
 * const recipe = new OneVsOneClassifier({ estimator: new LogisticRegression() });
 * const model = recipe.fit([[0], [1], [5], [6], [10], [11]], ['low', 'low', 'mid', 'mid', 'high', 'high']);
 * model.predict([[-1], [5.5], [12]]) // ['low', 'mid', 'high']
 * model.estimators.length // 3
 */
export class OneVsOneClassifier extends CombinedClassifier<OneVsOneClassifierModels> {
  constructor(options: CombinedClassifierOptions) {
    super('OneVsOneClassifier', options);
  }

  protected override *run<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    options: WeightedFitOptions,
  ): Run<CombinedClassifierState, OneVsOneClassifierModel<L>> {
    return new OneVsOneClassifierModel(yield* this.answers('OneVsOneClassifier.fit', X, y, options, pairsOf));
  }
}

/** How many pairs there are: a saved model may claim more classes than there is room for their pairs. */
function countPairs(nClasses: number): number {
  return (nClasses * (nClasses - 1)) / 2;
}

/** All pairs of classes: is it the second, or the first? */
function pairsOf(nClasses: number): readonly Required<Question>[] {
  const classes = Array.from({ length: nClasses }, (_, k) => k);
  return classes.flatMap((negative) => classes.slice(negative + 1).map((positive) => ({ positive, negative })));
}

/**
 * One estimator per pair of classes, fitted: (0, 1), (0, 2), …, (1, 2), ….
 *
 * @example
 * import { GaussianNB, GaussianNBModel } from '@hml/classic/naive-bayes';
 * import { OneVsOneClassifier, OneVsOneClassifierModel } from '@hml/classic/multiclass';
 * const model = new OneVsOneClassifier({ estimator: new GaussianNB() }).fit([[0], [1], [5], [6], [9], [11]], [1, 1, 2, 2, 3, 3]);
 * const saved = JSON.stringify(model);
 * OneVsOneClassifierModel.fromJSON(JSON.parse(saved), [GaussianNBModel]).predict([[10]]) // [3]
 */
export class OneVsOneClassifierModel<L extends Label> extends CombinedClassifierModel<L> {
  /** The `kind` of its saved models. */
  static readonly kind: 'OneVsOneClassifierModel' = 'OneVsOneClassifierModel';

  protected override get kind(): 'OneVsOneClassifierModel' {
    return OneVsOneClassifierModel.kind;
  }

  protected override classScores(where: string, X: MatrixLike): Float64Array {
    const rows = this.rowsOf(where, X);
    const sure = this.estimators.map((estimator) => confidenceOf(estimator, rows));
    const [k, n] = [this.classes.length, sure[0].values.length];
    const [votes, sums] = [new Float64Array(n * k), new Float64Array(n * k)];
    pairsOf(k).forEach(({ positive, negative }, pair) => {
      const { values, threshold } = sure[pair];
      for (let i = 0; i < n; i++) {
        votes[i * k + (values[i] > threshold ? positive : negative)]++;
        sums[i * k + negative] -= values[i];
        sums[i * k + positive] += values[i];
      }
    });
    const scores = votes.map((vote, p) => vote + sums[p] / (3 * (Math.abs(sums[p]) + 1)));
    if (k === 2) for (let i = 0; i < n; i++) scores.set([0, scores[2 * i + 1] - sure[0].threshold], 2 * i);
    return scores;
  }

  /** The model from what `toJSON` gave, and the class of its estimators. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown, classes: readonly ModelClass<unknown>[] = []): OneVsOneClassifierModel<Label> {
    return new OneVsOneClassifierModel(readCombined(json, OneVsOneClassifierModel.kind, classes, countPairs));
  }
}
