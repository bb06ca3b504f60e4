import type { Matrix } from '@hml/tensor';
import { DataError, isTensor, OptionError } from '@hml/tensor';
import { describeValue, suggest } from '@hml/tensor/extend';
import type { Label } from '../estimator/labels.ts';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import { maxError, meanAbsoluteError, meanAbsolutePercentageError, medianAbsoluteError } from '../metrics/absolute-error.ts';
import { accuracyScore } from '../metrics/accuracy.ts';
import { balancedAccuracyScore, matthewsCorrcoef } from '../metrics/agreement.ts';
import { brierScoreLoss } from '../metrics/brier.ts';
import type { PrecisionRecallOptions } from '../metrics/fraction.ts';
import { jaccardScore } from '../metrics/jaccard.ts';
import { logLoss } from '../metrics/log-loss.ts';
import { meanSquaredLogError } from '../metrics/logarithmic-error.ts';
import { f1Score, precisionScore, recallScore } from '../metrics/precision-recall.ts';
import { averagePrecisionScore } from '../metrics/precision-recall-curve.ts';
import { explainedVarianceScore, meanSquaredError, r2Score, rootMeanSquaredError } from '../metrics/regression.ts';
import { rocAucScore } from '../metrics/roc-auc.ts';
import type { WarningOptions } from '../metrics/warning.ts';
import type { Scorable } from './cross-val-score.ts';
import type { Scorer } from './scorer.ts';
import { unable } from './scorer.ts';

/** A metric of labels. */
type LabelMetric = (
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  options: PrecisionRecallOptions & { readonly average?: 'macro' | 'micro' | 'weighted' },
) => number;

/** A scorer whose errors are on behalf of `where`. */
type NamedScorer = (where: string, ...judged: Parameters<Scorer>) => number;

/** The names that `scoring` takes. */
export type ScorerName =
  | 'accuracy'
  | 'balancedAccuracy'
  | 'matthewsCorrcoef'
  | `${'f1' | 'precision' | 'recall' | 'jaccard'}${'' | 'Macro' | 'Micro' | 'Weighted'}`
  | 'rocAuc'
  | `${'rocAucOvr' | 'rocAucOvo'}${'' | 'Weighted'}`
  | 'averagePrecision'
  | 'negLogLoss'
  | 'negBrierScore'
  | 'r2'
  | 'explainedVariance'
  | `neg${'Mean' | 'RootMean'}SquaredError`
  | `neg${'Mean' | 'Median'}AbsoluteError`
  | 'negMeanAbsolutePercentageError'
  | 'negMeanSquaredLogError'
  | 'negMaxError';

/** By the names of scikit-learn in camelCase; what is better when it is less has `neg` before its name. */
const scorers: Readonly<Record<ScorerName, NamedScorer>> = {
  accuracy: labels((y, yPred) => accuracyScore(y, yPred)),
  balancedAccuracy: labels(balancedAccuracyScore),
  matthewsCorrcoef: labels((y, yPred) => matthewsCorrcoef(y, yPred)),
  f1: labels(f1Score),
  f1Macro: labels(f1Score, 'macro'),
  f1Micro: labels(f1Score, 'micro'),
  f1Weighted: labels(f1Score, 'weighted'),
  precision: labels(precisionScore),
  precisionMacro: labels(precisionScore, 'macro'),
  precisionMicro: labels(precisionScore, 'micro'),
  precisionWeighted: labels(precisionScore, 'weighted'),
  recall: labels(recallScore),
  recallMacro: labels(recallScore, 'macro'),
  recallMicro: labels(recallScore, 'micro'),
  recallWeighted: labels(recallScore, 'weighted'),
  jaccard: labels(jaccardScore),
  jaccardMacro: labels(jaccardScore, 'macro'),
  jaccardMicro: labels(jaccardScore, 'micro'),
  jaccardWeighted: labels(jaccardScore, 'weighted'),
  rocAuc: (where, model, X, y) => rocAucScore(y, ofTwo(where, confidence(where, model, X))),
  rocAucOvr: areas('ovr', 'macro'),
  rocAucOvrWeighted: areas('ovr', 'weighted'),
  rocAucOvo: areas('ovo', 'macro'),
  rocAucOvoWeighted: areas('ovo', 'weighted'),
  averagePrecision: (where, model, X, y, options) =>
    averagePrecisionScore(y, confidence(where, model, X), { ...ofLast(model), ...options }),
  negLogLoss: (where, model, X, y, options) => -logLoss(y, probabilities(where, model, X), { ...classesOf(model), ...options }),
  negBrierScore: (where, model, X, y) => -brierScoreLoss(y, lastColumn(probabilities(where, model, X)), ofLast(model)),
  r2: numbers(r2Score),
  explainedVariance: numbers(explainedVarianceScore),
  negMeanSquaredError: numbers(meanSquaredError, -1),
  negRootMeanSquaredError: numbers(rootMeanSquaredError, -1),
  negMeanAbsoluteError: numbers(meanAbsoluteError, -1),
  negMedianAbsoluteError: numbers(medianAbsoluteError, -1),
  negMeanAbsolutePercentageError: numbers(meanAbsolutePercentageError, -1),
  negMeanSquaredLogError: numbers(meanSquaredLogError, -1),
  negMaxError: numbers(maxError, -1),
};

/**
 * The scorer of this name: what `crossValScore` judges models by when `scoring` is the name. Higher is better: `negMeanSquaredError` is the
 * negative of `meanSquaredError`.
 *
 * Names: scikit-learn's in camelCase. `f1`, `precision`, `recall` and `jaccard` are about the class 1, or true; for more classes, or others,
 * add `Macro`, `Micro` or `Weighted`, or write down with {@link makeScorer} which class is meant. `rocAuc`, `averagePrecision` and
 * `negBrierScore` are about the second of two classes.
 *
 * @throws OptionError if there is none of this name.
 * @example
 * import { LinearRegression } from '@hml/classic/linear';
 * import { getScorer } from '@hml/classic/model-selection';
 * const model = new LinearRegression().fit([[0], [1], [2]], [1, 3, 5]);
 * getScorer('negMeanAbsoluteError')(model, [[3], [4]], [7, 10]) // -0.5
 * getScorer(JSON.parse('"meanAbsoluteError"')) // throws OptionError: did you mean 'negMeanAbsoluteError'?
 */
export function getScorer(
  name: ScorerName,
): <L extends Label>(model: Scorable<L>, X: MatrixLike, y: ArrayLike<L>, options?: WarningOptions) => number {
  return scorerOf('getScorer', name);
}

/** A scorer as it is, or the one of this name. */
export function scorerOf(where: string, scoring: ScorerName | Scorer): Scorer {
  if (typeof scoring === 'function') return scoring;
  if (isName(scoring)) return (...judged) => scorers[scoring](where, ...judged);
  const names = Object.keys(scorers);
  const plain = String(scoring).replace(/_?score$/i, '');
  const meant = suggest(plain, names);
  throw new OptionError({
    where,
    what: 'no such scoring',
    expected: `a function of model, X and y, or one of ${names.map((name) => `'${name}'`).join(', ')}`,
    got: describeValue(scoring),
    fix: meant === undefined ? undefined : `did you mean '${meant}'?`,
  });
}

function isName(name: unknown): name is ScorerName {
  return typeof name === 'string' && Object.hasOwn(scorers, name);
}

/** The metric of true and predicted labels. */
function labels(metric: LabelMetric, average?: 'macro' | 'micro' | 'weighted'): NamedScorer {
  return (_, model, X, y, options) => metric(y, model.predict(X), { ...(average === undefined ? {} : { average }), ...options });
}

/** The metric of true and predicted numbers. */
function numbers(metric: (yTrue: Float64Array, yPred: Float64Array) => number, sign: 1 | -1 = 1): NamedScorer {
  return (where, model, X, y) => sign * metric(measured(where, 'y', y), measured(where, 'predictions', model.predict(X)));
}

function measured(where: string, name: string, values: ArrayLike<Label>): Float64Array {
  return Float64Array.from(values, (value, i) => {
    if (typeof value === 'number') return value;
    const fix = "a score of labels, such as 'accuracy'";
    throw new DataError({
      where,
      what: `${name} holds something that is not a number`,
      expected: 'numbers',
      got: `${describeValue(value)} at index ${i}`,
      fix,
    });
  });
}

/** The area under the curves of several classes; of two there is only one curve. */
function areas(multiClass: 'ovr' | 'ovo', average: 'macro' | 'weighted'): NamedScorer {
  return (where, model, X, y) => {
    const P = probabilities(where, model, X);
    return rocAucScore(y, P.shape[1] === 2 ? lastColumn(P) : P, { multiClass, average, ...classesOf(model) });
  };
}

/** One value per row. @throws DataError if there is one per class: no single curve is meant. */
function ofTwo(where: string, sure: Float64Array | Matrix): Float64Array | Matrix {
  if (!isTensor(sure) || sure.shape[1] < 3) return sure;
  throw new DataError({
    where,
    what: "'rocAuc' is about two classes",
    expected: 'a model of two classes',
    got: `one of ${sure.shape[1]}`,
    fix: "scoring: 'rocAucOvr'",
  });
}

/** How sure the model is of the second of two classes, or of each of several: decision values, or else probabilities. */
function confidence(where: string, model: Scorable<Label>, X: MatrixLike): Float64Array | Matrix {
  if (model.decisionFunction !== undefined) return model.decisionFunction(X);
  if (model.predictProba === undefined) throw unable(where, 'decisionFunction or predictProba');
  const P = model.predictProba(X);
  return P.shape[1] === 2 ? lastColumn(P) : P;
}

function probabilities(where: string, model: Scorable<Label>, X: MatrixLike): Matrix {
  if (model.predictProba === undefined) throw unable(where, 'predictProba');
  return model.predictProba(X);
}

function lastColumn(P: Matrix): Float64Array {
  const [n, k] = P.shape;
  const values = P.toTypedArray();
  return Float64Array.from({ length: n }, (_, i) => values[i * k + k - 1]);
}

/** The classes of the model, of which a few rows may not have all. */
function classesOf({ classes }: Scorable<Label>): { readonly labels?: readonly Label[] } {
  return classes === undefined ? {} : { labels: classes };
}

/** The second of two classes, where the model knows them: the one that its decision values are about. */
function ofLast({ classes }: Scorable<Label>): { readonly posLabel?: Label } {
  return classes?.length === 2 ? { posLabel: classes[1] } : {};
}
