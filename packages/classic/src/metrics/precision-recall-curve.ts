import type { Label, LabelsLike } from '../estimator/labels.ts';
import { readLabels } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { isBoolean } from '../estimator/rules.ts';
import { asWeights } from '../estimator/targets.ts';
import type { Scored, ScoreOptions } from './binary.ts';
import { readScored } from './binary.ts';
import { hasRows, readIndicators } from './indicators.ts';
import { positiveClass } from './labels.ts';
import { oneColumnPerClass, readScoreRows } from './one-vs-rest.ts';
import { isListener, isOneLabel, isVector } from './rules.ts';
import type { ScoreAverage } from './score-average.ts';
import { againstRest, isScoreAverage } from './score-average.ts';
import type { Steps } from './steps.ts';
import { cumulate } from './steps.ts';
import { appended } from './sums.ts';
import type { WarningOptions } from './warning.ts';
import { warnUndefined } from './warning.ts';

/** Options of {@link precisionRecallCurve}. */
export interface PrecisionRecallCurveOptions<L extends Label = Label> extends ScoreOptions<L>, WarningOptions {
  /** Whether thresholds between two others that find the same positives are left out. @defaultValue false */
  readonly dropIntermediate?: boolean;
}

const curveRules: Rules<PrecisionRecallCurveOptions> = {
  sampleWeight: isVector,
  posLabel: isOneLabel,
  dropIntermediate: isBoolean,
  onWarning: isListener,
};

/** The points of a curve of precision over recall, from the lowest threshold to the highest. */
export interface PrecisionRecallCurve {
  /** The precision at each threshold, and at the end 1: [nThresholds + 1]. */
  readonly precision: Float64Array;
  /** The recall at each threshold, and at the end 0: [nThresholds + 1]. */
  readonly recall: Float64Array;
  /** The thresholds, ascending: [nThresholds]. */
  readonly thresholds: Float64Array;
}

/**
 * Precision and recall as the threshold rises from one score to the next: what to look at where positives are rare.
 *
 * $$ P(t) = \frac{\mathrm{TP}(t)}{\mathrm{TP}(t) + \mathrm{FP}(t)}, \qquad R(t) = \frac{\mathrm{TP}(t)}{\mathrm{TP}(-\infty)} $$
 *
 * Shapes: yTrue [nSamples] of two classes, yScore [nSamples] → precision and recall [nThresholds + 1], thresholds [nThresholds].
 * Numerics: equal scores make one step. Without positive samples recall counts as 1, with a warning.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if there are more than two classes, or scores are missing or not finite.
 * @throws OptionError if the classes are not named so that 1 is the positive one, and `posLabel` does not say.
 * @example
 * import { precisionRecallCurve } from '@hml/classic/metrics';
 * const { precision, recall, thresholds } = precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * precision // [0.5, 0.6666666666666666, 0.5, 1, 1]
 * recall // [1, 1, 0.5, 0.5, 0]
 * thresholds // [0.1, 0.35, 0.4, 0.8]
 */
export function precisionRecallCurve<L extends Label>(
  yTrue: LabelsLike<L>,
  yScore: VectorLike,
  options: PrecisionRecallCurveOptions<L> = {},
): PrecisionRecallCurve {
  const where = 'precisionRecallCurve';
  checkValues(where, options, curveRules);
  const all = cumulate(readScored(where, yTrue, yScore, options));
  const steps = (options.dropIntermediate ?? false) ? withoutIntermediate(all) : all;
  const { precision, recall } = precisionAndRecall(where, steps, options);
  return {
    precision: appended(precision.reverse(), 1),
    recall: appended(recall.reverse(), 0),
    thresholds: steps.thresholds.slice().reverse(),
  };
}

/** Options of {@link averagePrecisionScore}. */
export interface AveragePrecisionOptions<L extends Label = Label> extends ScoreOptions<L>, WarningOptions {
  /** How several classes become one number. @defaultValue 'macro' */
  readonly average?: ScoreAverage;
}

/** {@link AveragePrecisionOptions} for one value per class. */
export interface AveragePrecisionPerClass<L extends Label = Label> extends ScoreOptions<L>, WarningOptions {
  /** One value per class, in an array. */
  readonly average: 'none';
}

interface AnyAverageOptions extends ScoreOptions, WarningOptions {
  readonly average?: ScoreAverage | 'none';
}

const averageRules: Rules<AnyAverageOptions> = {
  sampleWeight: isVector,
  posLabel: isOneLabel,
  average: isScoreAverage,
  onWarning: isListener,
};

/**
 * Average precision: the mean of the precisions at all positive samples, by descending score. It is the area under the curve of precision over
 * recall, in steps: straight lines between the points would flatter it.
 *
 * $$ \mathrm{AP} = \sum_t (R_t - R_{t-1})\, P_t $$
 *
 * Shapes: yTrue [nSamples] of two classes and yScore [nSamples]; more classes with yScore [nSamples, nClasses], each against the rest; or yTrue
 * [nSamples, nLabels] of zeros and ones with scores alike → a number, or [nClasses] with `average: 'none'`.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError if scores are missing or not finite.
 * @throws OptionError if `posLabel` does not occur.
 * @example
 * import { averagePrecisionScore } from '@hml/classic/metrics';
 * averagePrecisionScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.8333333333333333
 */
export function averagePrecisionScore<L extends Label>(
  yTrue: LabelsLike<L>,
  yScore: VectorLike | MatrixLike,
  options: AveragePrecisionPerClass<L>,
): Float64Array;
export function averagePrecisionScore<L extends Label>(
  yTrue: LabelsLike<L>,
  yScore: VectorLike | MatrixLike,
  options?: AveragePrecisionOptions<L>,
): number;
export function averagePrecisionScore(
  yTrue: LabelsLike,
  yScore: VectorLike | MatrixLike,
  options: AnyAverageOptions = {},
): number | Float64Array {
  const where = 'averagePrecisionScore';
  checkValues(where, options, averageRules);
  const metric = (scored: Scored): number => averagePrecision(where, scored, options);
  if (hasRows(where, 'yTrue', yTrue)) {
    const truth = readIndicators(where, 'yTrue', yTrue);
    const scores = readScoreRows(
      where,
      yScore,
      truth.nSamples,
      Array.from({ length: truth.nLabels }, (_, k) => k),
    );
    return againstRest(truth, scores, asWeights(where, options.sampleWeight, truth.nSamples), options.average ?? 'macro', metric);
  }
  const labels = readLabels(where, 'yTrue', yTrue);
  const { classes, codes } = labels;
  if (classes.length <= 2) {
    const posLabel = positiveClass(where, classes, options.posLabel);
    return metric(readScored(where, yTrue, yScore, { ...options, posLabel }));
  }
  const scores = readScoreRows(where, yScore, codes.length, classes);
  const weights = asWeights(where, options.sampleWeight, codes.length);
  return againstRest(oneColumnPerClass(labels, classes), scores, weights, options.average ?? 'macro', metric);
}

function averagePrecision(where: string, scored: Scored, options: WarningOptions): number {
  const { precision, recall } = precisionAndRecall(where, cumulate(scored), options);
  return precision.reduce((sum, value, i) => sum + (recall[i] - (i === 0 ? 0 : recall[i - 1])) * value, 0);
}

/** Precision and recall at each step, from the highest threshold down. */
function precisionAndRecall(
  where: string,
  { truePositives, falsePositives }: Steps,
  options: WarningOptions,
): { readonly precision: Float64Array; readonly recall: Float64Array } {
  const all = truePositives[truePositives.length - 1];
  if (all === 0) warnUndefined(where, 'recall is not defined', 'samples of the positive class', 1, options);
  const precision = truePositives.map((count, i) => count / (count + falsePositives[i]));
  return { precision, recall: truePositives.map((count) => (all === 0 ? 1 : count / all)) };
}

/** Leaves out the steps between two others at which the same positives are found. */
function withoutIntermediate({ truePositives: tp, falsePositives, thresholds }: Steps): Steps {
  const keep = (_: number, i: number): boolean => i === 0 || i === tp.length - 1 || tp[i] !== tp[i - 1] || tp[i + 1] !== tp[i];
  return { truePositives: tp.filter(keep), falsePositives: falsePositives.filter(keep), thresholds: thresholds.filter(keep) };
}
