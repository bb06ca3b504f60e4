import type { Matrix } from '@hml/tensor';
import { DataError, OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { fillIn } from '../estimator/options.ts';
import { isBoolean, oneOf } from '../estimator/rules.ts';
import type { WarningOptions } from '../metrics/warning.ts';
import type { Scorable } from './cross-val-score.ts';

/** Judges a model on `X` and `y`; higher is better. Warnings of the metric go to `onWarning`, where the scorer knows of any. */
export type Scorer<L extends Label = Label> = (model: Scorable<L>, X: MatrixLike, y: ArrayLike<L>, options?: WarningOptions) => number;

/** What a model says of the rows of `X`. */
export type ResponseMethod = 'predict' | 'predictProba' | 'decisionFunction';

/** The options of {@link makeScorer}. */
export interface ScorerOptions {
  /** What the metric compares with the truth. @defaultValue 'predict' */
  readonly responseMethod?: ResponseMethod;
  /** Whether more of the metric is better; if not, the score is its negative. @defaultValue true */
  readonly greaterIsBetter?: boolean;
}

/** {@link ScorerOptions} of metrics that compare numbers per row with the truth: probabilities, or decision values. */
export interface ResponseScorerOptions extends ScorerOptions {
  /** What the metric compares with the truth. */
  readonly responseMethod: 'predictProba' | 'decisionFunction';
}

const defaults: Required<ScorerOptions> = { responseMethod: 'predict', greaterIsBetter: true };
const rules: Rules<Required<ScorerOptions>> = {
  responseMethod: oneOf('predict', 'predictProba', 'decisionFunction'),
  greaterIsBetter: isBoolean,
};

/**
 * A scorer from a metric, for `crossValScore` and the like: it asks the model and compares the answer with the truth.
 *
 * @throws OptionError for a metric that is no function, and for an unknown or wrong option.
 * @example
 * import { LogisticRegression } from '@hml/classic/linear';
 * import { f1Score, meanSquaredError } from '@hml/classic/metrics';
 * import { crossValScore, makeScorer } from '@hml/classic/model-selection';
 * const scoring = makeScorer<string>((yTrue, yPred) => f1Score(yTrue, yPred, { posLabel: 'spam' }));
 * const y = ['ham', 'ham', 'spam', 'spam'];
 * crossValScore(new LogisticRegression(), [[0], [1], [8], [9]], y, { cv: 2, scoring }) // Float64Array [1, 1]
 * makeScorer(meanSquaredError, { greaterIsBetter: false }).length // 3 — model, X and y
 */
export function makeScorer<L extends Label>(
  metric: (yTrue: ArrayLike<L>, response: Float64Array | Matrix) => number,
  options: ResponseScorerOptions,
): Scorer<L>;
export function makeScorer<L extends Label>(
  metric: (yTrue: ArrayLike<L>, yPred: ArrayLike<L>) => number,
  options?: ScorerOptions,
): Scorer<L>;
export function makeScorer<L extends Label>(
  metric: (yTrue: ArrayLike<L>, response: never) => number,
  options: ScorerOptions = {},
): Scorer<L> {
  const given: unknown = metric;
  if (typeof given !== 'function') {
    throw new OptionError({
      where: 'makeScorer',
      what: 'the metric is no function',
      expected: 'a function of yTrue and yPred, such as accuracyScore',
      got: describeValue(given),
      fix: typeof given === 'string' ? `scoring: '${given}' takes the name itself` : undefined,
    });
  }
  const { responseMethod, greaterIsBetter } = fillIn('makeScorer', defaults, options, rules);
  return (model, X, y) => {
    const score: number = Reflect.apply(metric, undefined, [y, responseOf('makeScorer', model, X, responseMethod)]);
    return greaterIsBetter ? score : -score;
  };
}

/** What the model says of each row. @throws DataError if it has no such method. */
function responseOf<L extends Label>(
  where: string,
  model: Scorable<L>,
  X: MatrixLike,
  method: ResponseMethod,
): ArrayLike<L> | Float64Array | Matrix {
  if (method === 'predict') return model.predict(X);
  if (method === 'predictProba' && model.predictProba !== undefined) return model.predictProba(X);
  if (method === 'decisionFunction' && model.decisionFunction !== undefined) return model.decisionFunction(X);
  throw unable(where, method);
}

/** The error of a model that cannot give what a metric needs. */
export function unable(where: string, method: string): DataError {
  return new DataError({
    where,
    what: 'the model cannot give what the metric compares',
    expected: `a model with ${method}`,
    got: 'one without',
    fix: "a score of labels, such as 'accuracy', or another recipe",
  });
}
