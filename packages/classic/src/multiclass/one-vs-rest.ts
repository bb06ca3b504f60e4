import type { Matrix } from '@hml/tensor';
import { log, wrap } from '@hml/tensor';
import type { ModelsByLabel } from '../estimator/classifier-recipe.ts';
import type { Run } from '../estimator/fit.ts';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { ModelClass } from '../estimator/load-model.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { WeightedFitOptions } from '../estimator/recipe.ts';
import { confidenceOf, probabilityOf } from './binary-model.ts';
import { CombinedClassifierModel, readCombined } from './combined-model.ts';
import type { CombinedClassifierOptions, CombinedClassifierState, Question } from './combined-recipe.ts';
import { CombinedClassifier } from './combined-recipe.ts';

/** The model of {@link OneVsRestClassifier} by the type of the labels. */
export interface OneVsRestClassifierModels extends ModelsByLabel {
  readonly model: OneVsRestClassifierModel<this['label']>;
}

/**
 * Many classes from a classifier of two: one estimator per class tells it from the rest, and the one that is most sure decides.
 *
 * $$ \hat{y} = \arg\max_k z_k(x) $$
 *
 * with $z_k$ the decision value of estimator $k$, or the probability where it has none. Of two classes one estimator tells the second.
 * Shapes: X [n, d] dense, or sparse if the estimator takes that, y [n] of texts, whole numbers or booleans.
 * Numerics: of classes that are equally sure the first is predicted. Cost: K fits of all n rows.
 *
 * @throws OptionError if `estimator` is no recipe of a classifier, or says not how sure it is.
 * @throws DataError if there is only one class; and what `fit` of the estimator throws.
 * @example
 * import { LogisticRegression } from '@hml/classic/linear';
 * import { OneVsRestClassifier } from '@hml/classic/multiclass';
 * const recipe = new OneVsRestClassifier({ estimator: new LogisticRegression() });
 * const model = recipe.fit([[0], [1], [5], [6], [10], [11]], ['low', 'low', 'mid', 'mid', 'high', 'high']);
 * model.predict([[-1], [12]]) // ['low', 'high']
 * model.estimators.length // 3
 */
export class OneVsRestClassifier extends CombinedClassifier<OneVsRestClassifierModels> {
  constructor(options: CombinedClassifierOptions) {
    super('OneVsRestClassifier', options);
  }

  protected override *run<L extends Label>(
    X: MatrixLike,
    y: LabelsLike<L>,
    options: WeightedFitOptions,
  ): Run<CombinedClassifierState, OneVsRestClassifierModel<L>> {
    return new OneVsRestClassifierModel(yield* this.answers('OneVsRestClassifier.fit', X, y, options, questionsOf));
  }
}

/** Is it this class? Of two classes it is enough to ask for the second. */
function questionsOf(nClasses: number): readonly Question[] {
  return nClasses === 2 ? [{ positive: 1 }] : Array.from({ length: nClasses }, (_, positive) => ({ positive }));
}

/**
 * One estimator per class, fitted.
 *
 * @example
 * import { LogisticRegression, LogisticRegressionModel } from '@hml/classic/linear';
 * import { OneVsRestClassifier, OneVsRestClassifierModel } from '@hml/classic/multiclass';
 * const model = new OneVsRestClassifier({ estimator: new LogisticRegression() }).fit([[0], [1], [5], [6]], [1, 1, 2, 2]);
 * const saved = JSON.stringify(model);
 * OneVsRestClassifierModel.fromJSON(JSON.parse(saved), [LogisticRegressionModel]).predict([[9]]) // [2]
 */
export class OneVsRestClassifierModel<L extends Label> extends CombinedClassifierModel<L> {
  /** The `kind` of its saved models. */
  static readonly kind: 'OneVsRestClassifierModel' = 'OneVsRestClassifierModel';

  protected override get kind(): 'OneVsRestClassifierModel' {
    return OneVsRestClassifierModel.kind;
  }

  /**
   * The probability of each class, in the order of `classes`: those of the estimators, which do not know of each other, divided by their sum.
   *
   * @throws DataError if the estimators know no probabilities.
   */
  predictProba(X: MatrixLike): Matrix {
    const where = `${this.kind}.predictProba`;
    const rows = this.rowsOf(where, X);
    const columns = this.estimators.map((estimator) => probabilityOf(where, estimator, rows));
    const [k, n] = [this.classes.length, columns[0].length];
    if (k === 2) columns.unshift(columns[0].map((p) => 1 - p));
    const P = new Float64Array(n * k);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (const column of columns) sum += column[i];
      for (let c = 0; c < k; c++) P[i * k + c] = sum > 0 ? columns[c][i] / sum : 1 / k; // where no class wants it, all are alike
    }
    return wrap(P, [n, k]);
  }

  /** The logarithms of {@link predictProba}. @throws what that throws. */
  predictLogProba(X: MatrixLike): Matrix {
    return log(this.predictProba(X));
  }

  protected override classScores(where: string, X: MatrixLike): Float64Array {
    const rows = this.rowsOf(where, X);
    const sure = this.estimators.map((estimator) => confidenceOf(estimator, rows));
    const [k, n] = [this.classes.length, sure[0].values.length];
    const scores = new Float64Array(n * k);
    for (let i = 0; i < n; i++) {
      if (k === 2) scores[2 * i + 1] = sure[0].values[i] - sure[0].threshold;
      else for (let c = 0; c < k; c++) scores[i * k + c] = sure[c].values[i];
    }
    return scores;
  }

  /** The model from what `toJSON` gave, and the class of its estimators. @throws DataError if that is not what it is. */
  static fromJSON(json: unknown, classes: readonly ModelClass<unknown>[] = []): OneVsRestClassifierModel<Label> {
    const parts = readCombined(json, OneVsRestClassifierModel.kind, classes, (nClasses) => (nClasses === 2 ? 1 : nClasses));
    return new OneVsRestClassifierModel(parts);
  }
}
