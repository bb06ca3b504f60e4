import type { LabelsLike } from '../estimator/labels.ts';
import type { VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { isBoolean } from '../estimator/rules.ts';
import { asWeights } from '../estimator/targets.ts';
import { hasRows, readIndicators } from './indicators.ts';
import { readLabelPair } from './labels.ts';
import { isVector, weightRules } from './rules.ts';
import { accuracyOf, weightedMean, weightedSum } from './sums.ts';

/** What metrics of labels, and the `score` of classifiers, take beside the samples. */
export interface WeightOptions {
  /** Weights $w_i \ge 0$, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

/** Options of {@link accuracyScore} and {@link zeroOneLoss}. */
export interface AccuracyOptions extends WeightOptions {
  /** Whether the result is a share, or else the (weighted) number of samples. @defaultValue true */
  readonly normalize?: boolean;
}

const rules: Rules<AccuracyOptions> = { sampleWeight: isVector, normalize: isBoolean };

/**
 * Accuracy: the share of samples whose prediction is right. Where samples have several labels, all of them must be.
 *
 * $$ \frac{\sum_i w_i\, [y_i = \hat{y}_i]}{\sum_i w_i} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → a number.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { accuracyScore } from '@hml/classic/metrics';
 * accuracyScore(['cat', 'dog', 'cat', 'bird'], ['cat', 'cat', 'cat', 'bird']) // 0.75
 * accuracyScore([0, 1, 2], [0, 1, 1], { normalize: false }) // 2
 */
export function accuracyScore(yTrue: LabelsLike, yPred: LabelsLike, options: AccuracyOptions = {}): number {
  return share('accuracyScore', yTrue, yPred, options, false);
}

/**
 * Zero-one loss: the share of samples whose prediction is wrong, $1 - $ {@link accuracyScore}.
 *
 * $$ \frac{\sum_i w_i\, [y_i \ne \hat{y}_i]}{\sum_i w_i} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → a number.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { zeroOneLoss } from '@hml/classic/metrics';
 * zeroOneLoss([0, 1, 2, 2], [0, 1, 1, 2]) // 0.25
 */
export function zeroOneLoss(yTrue: LabelsLike, yPred: LabelsLike, options: AccuracyOptions = {}): number {
  return share('zeroOneLoss', yTrue, yPred, options, true);
}

/**
 * Hamming loss: the share of labels that are wrong. Where samples have one label each, this is {@link zeroOneLoss}.
 *
 * $$ \frac{\sum_i w_i\, |\{k : y_{ik} \ne \hat{y}_{ik}\}|}{K \sum_i w_i} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → a number.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { hammingLoss } from '@hml/classic/metrics';
 * hammingLoss([[0, 1], [1, 1]], [[0, 0], [1, 1]]) // 0.25
 */
export function hammingLoss(yTrue: LabelsLike, yPred: LabelsLike, options: WeightOptions = {}): number {
  checkValues('hammingLoss', options, weightRules);
  const { wrong, perSample } = differences('hammingLoss', yTrue, yPred);
  const weights = asWeights('hammingLoss', options.sampleWeight, wrong.length);
  return weightedMean(wrong, weights) / perSample;
}

function share(where: string, yTrue: LabelsLike, yPred: LabelsLike, options: AccuracyOptions, ofWrong: boolean): number {
  checkValues(where, options, rules);
  const { normalize = true, sampleWeight } = options;
  const { wrong } = differences(where, yTrue, yPred);
  const weights = asWeights(where, sampleWeight, wrong.length);
  const counts = (i: number): boolean => wrong[i] > 0 === ofWrong;
  return !normalize ? weightedSum(wrong.length, weights, (i) => Number(counts(i))) : accuracyOf(wrong.length, counts, weights);
}

interface Differences {
  /** How many labels of each sample are wrong. */
  readonly wrong: Float64Array;
  /** How many labels each sample has. */
  readonly perSample: number;
}

function differences(where: string, yTrue: LabelsLike, yPred: LabelsLike): Differences {
  if (hasRows(where, 'yTrue', yTrue) && hasRows(where, 'yPred', yPred)) {
    const truth = readIndicators(where, 'yTrue', yTrue);
    const { data } = readIndicators(where, 'yPred', yPred, truth);
    const wrong = new Float64Array(truth.nSamples);
    for (let at = 0; at < data.length; at++) wrong[Math.floor(at / truth.nLabels)] += Number(data[at] !== truth.data[at]);
    return { wrong, perSample: truth.nLabels };
  }
  const { truth, prediction } = readLabelPair(where, yTrue, yPred);
  return { wrong: Float64Array.from(truth, (k, i) => Number(k !== prediction[i])), perSample: 1 };
}
