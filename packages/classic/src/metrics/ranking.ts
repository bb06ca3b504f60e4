import { DataError, log2 } from '@hml/tensor';
import type { MatrixLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { integerFrom, isBoolean, numberAbove } from '../estimator/rules.ts';
import { asTargets, asWeights } from '../estimator/targets.ts';
import type { WeightOptions } from './accuracy.ts';
import { readIndicators } from './indicators.ts';
import { mapped } from './mapped.ts';
import { isVector, weightRules } from './rules.ts';
import { weightedMean } from './sums.ts';

/** Options of {@link dcgScore} and {@link ndcgScore}. */
export interface GainOptions extends WeightOptions {
  /** How many places count. @defaultValue all */
  readonly k?: number;
  /** Whether equal scores count in the order of their columns, from the last, instead of the mean over all orders. @defaultValue false */
  readonly ignoreTies?: boolean;
}

/** Options of {@link dcgScore}. */
export interface DcgOptions extends GainOptions {
  /** The base $b$ of the discount's logarithm, a number above 0 other than 1. @defaultValue 2 */
  readonly logBase?: number;
}

const gainRules: Rules<GainOptions> = { sampleWeight: isVector, k: integerFrom(1), ignoreTies: isBoolean };
const discountRules: Rules<DcgOptions> = {
  ...gainRules,
  logBase: { expected: 'a number above 0, but not 1', accepts: (value): value is number => numberAbove(0).accepts(value) && value !== 1 },
};

/**
 * Discounted cumulative gain: how much relevance a ranking by score puts first.
 *
 * $$ \mathrm{DCG} = \sum_{r=1}^{k} \frac{g_{(r)}}{\log_b(1 + r)} $$
 *
 * with $g_{(r)}$ the relevance at place r and $b = 2$; equal scores share the mean of theirs.
 * Shapes: relevance and yScore [nSamples, nLabels] → a number, the mean over the samples.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if values are missing or not finite.
 * @throws OptionError if k is no whole number of 1 or more, or logBase no base.
 * @example
 * import { dcgScore } from '@hml/classic/metrics';
 * dcgScore([[3, 2, 0]], [[0.9, 0.1, 0.5]]) // 4
 * dcgScore([[3, 2, 0]], [[0.9, 0.1, 0.5]], { logBase: 4 }) // 8
 * @see K. Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM Transactions on Information Systems 20 (2002).
 */
export function dcgScore(relevance: MatrixLike, yScore: MatrixLike, options: DcgOptions = {}): number {
  const where = 'dcgScore';
  checkValues(where, options, discountRules);
  const { logBase = 2, ignoreTies = false } = options;
  const { rows, discounts, weights } = readGains(where, relevance, yScore, options);
  const unit = mapped(log2, Float64Array.of(logBase))[0];
  return weightedMean(
    Float64Array.from(rows, ({ gains, scores }) => unit * gain(gains, scores, discounts, ignoreTies)),
    weights,
  );
}

/**
 * Normalized discounted cumulative gain: {@link dcgScore} over that of the best ranking, so that 1 is perfect.
 *
 * $$ \mathrm{NDCG} = \frac{\mathrm{DCG}}{\mathrm{DCG}_{\text{best}}} $$
 *
 * Shapes: relevance and yScore [nSamples, nLabels] → a number, the mean over the samples. A sample without relevant labels counts as 0.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if a relevance is negative, there is only one label, or values are missing or not finite.
 * @throws OptionError if k is no whole number of 1 or more.
 * @example
 * import { ndcgScore } from '@hml/classic/metrics';
 * ndcgScore([[3, 2, 0]], [[0.9, 0.1, 0.5]]) // 0.9385…
 */
export function ndcgScore(relevance: MatrixLike, yScore: MatrixLike, options: GainOptions = {}): number {
  const where = 'ndcgScore';
  checkValues(where, options, gainRules);
  const { rows, discounts, weights } = readGains(where, relevance, yScore, options);
  const negative = rows.flatMap(({ gains }) => [...gains]).find((value) => value < 0);
  if (negative !== undefined)
    throw new DataError({ where, what: 'a relevance is negative', expected: 'relevances of 0 or more', got: String(negative) });
  if (rows[0].gains.length < 2) throw new DataError({ where, what: 'one label has no order', expected: 'at least 2 columns', got: '1' });
  const shares = rows.map(({ gains, scores }) => {
    const best = gain(gains, gains, discounts, true);
    return best === 0 ? 0 : gain(gains, scores, discounts, options.ignoreTies ?? false) / best;
  });
  return weightedMean(Float64Array.from(shares), weights);
}

/**
 * Label ranking average precision: of the labels ranked at or above each true one, the share that are true, in the mean. 1 is perfect.
 *
 * $$ \frac{1}{n} \sum_i \frac{1}{|Y_i|} \sum_{k \in Y_i} \frac{|\{l \in Y_i : s_{il} \ge s_{ik}\}|}{|\{l : s_{il} \ge s_{ik}\}|} $$
 *
 * Shapes: yTrue [nSamples, nLabels] of zeros and ones, yScore alike → a number. A sample with all or no labels counts as 1.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if yTrue holds other values, or scores are missing or not finite.
 * @example
 * import { labelRankingAveragePrecisionScore } from '@hml/classic/metrics';
 * labelRankingAveragePrecisionScore([[1, 0, 0], [0, 0, 1]], [[0.75, 0.5, 1], [1, 0.2, 0.1]]) // 0.41666666666666663
 */
export function labelRankingAveragePrecisionScore(yTrue: MatrixLike, yScore: MatrixLike, options: WeightOptions = {}): number {
  return overRows('labelRankingAveragePrecisionScore', yTrue, yScore, options, (truth, scores, labels) => {
    if (labels.length === 0 || labels.length === truth.length) return 1;
    const shares = labels.map((k) => {
      const above = scores.map((score) => Number(score >= scores[k]));
      return labels.filter((l) => above[l] === 1).length / above.reduce((sum, value) => sum + value, 0);
    });
    return shares.reduce((sum, value) => sum + value, 0) / labels.length;
  });
}

/**
 * Coverage error: how far down the ranking one has to go to meet all true labels, in the mean.
 *
 * $$ \frac{1}{n} \sum_i \max_{k \in Y_i} |\{l : s_{il} \ge s_{ik}\}| $$
 *
 * Shapes: yTrue [nSamples, nLabels] of zeros and ones, yScore alike → a number, at best the mean number of true labels.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if yTrue holds other values, or scores are missing or not finite.
 * @example
 * import { coverageError } from '@hml/classic/metrics';
 * coverageError([[1, 0, 0], [0, 0, 1]], [[0.75, 0.5, 1], [1, 0.2, 0.1]]) // 2.5
 */
export function coverageError(yTrue: MatrixLike, yScore: MatrixLike, options: WeightOptions = {}): number {
  return overRows('coverageError', yTrue, yScore, options, (_, scores, labels) => {
    const lowest = labels.reduce((least, k) => Math.min(least, scores[k]), Number.POSITIVE_INFINITY);
    return scores.filter((score) => score >= lowest).length;
  });
}

/**
 * Label ranking loss: of all pairs of a true and a false label, the share in the wrong order. 0 is best.
 *
 * $$ \frac{1}{n} \sum_i \frac{|\{(k, l) : k \in Y_i, l \notin Y_i, s_{ik} \le s_{il}\}|}{|Y_i| (K - |Y_i|)} $$
 *
 * Shapes: yTrue [nSamples, nLabels] of zeros and ones, yScore alike → a number. A sample with all or no labels counts as 0.
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if yTrue holds other values, or scores are missing or not finite.
 * @example
 * import { labelRankingLoss } from '@hml/classic/metrics';
 * labelRankingLoss([[1, 0, 0], [0, 0, 1]], [[0.75, 0.5, 1], [1, 0.2, 0.1]]) // 0.75
 */
export function labelRankingLoss(yTrue: MatrixLike, yScore: MatrixLike, options: WeightOptions = {}): number {
  return overRows('labelRankingLoss', yTrue, yScore, options, (truth, scores, labels) => {
    const others = truth.length - labels.length;
    if (labels.length === 0 || others === 0) return 0;
    const wrong = labels.map((k) => scores.filter((score, l) => truth[l] === 0 && score >= scores[k]).length);
    return wrong.reduce((sum, value) => sum + value, 0) / (labels.length * others);
  });
}

/** The mean over the samples of what `metric` says about each, from its indicators, scores and true labels. */
function overRows(
  where: string,
  yTrue: MatrixLike,
  yScore: MatrixLike,
  options: WeightOptions,
  metric: (truth: Float64Array, scores: Float64Array, labels: readonly number[]) => number,
): number {
  checkValues(where, options, weightRules);
  const { data, nSamples, nLabels: k } = readIndicators(where, 'yTrue', yTrue);
  const scores = asTargets(where, yScore, nSamples, 'yScore', k).data;
  const values = Float64Array.from({ length: nSamples }, (_, i) => {
    const truth = data.subarray(i * k, (i + 1) * k);
    return metric(
      truth,
      scores.subarray(i * k, (i + 1) * k),
      Array.from(truth.keys()).filter((l) => truth[l] === 1),
    );
  });
  return weightedMean(values, asWeights(where, options.sampleWeight, nSamples));
}

interface GainRow {
  readonly gains: Float64Array;
  readonly scores: Float64Array;
}

function readGains(
  where: string,
  relevance: MatrixLike,
  yScore: MatrixLike,
  options: GainOptions,
): { readonly rows: readonly GainRow[]; readonly discounts: Float64Array; readonly weights: Float64Array | undefined } {
  const { data, nSamples, nOutputs: d } = asTargets(where, relevance, undefined, 'relevance');
  const scores = asTargets(where, yScore, nSamples, 'yScore', d).data;
  const { k = d } = options;
  const discounts = mapped(
    log2,
    Float64Array.from({ length: d }, (_, r) => r + 2),
  ).map((value, r) => (r < k ? 1 / value : 0));
  const rows = Array.from({ length: nSamples }, (_, i) => ({
    gains: data.subarray(i * d, (i + 1) * d),
    scores: scores.subarray(i * d, (i + 1) * d),
  }));
  return { rows, discounts, weights: asWeights(where, options.sampleWeight, nSamples) };
}

/** The discounted gain of one sample's ranking. */
function gain(gains: Float64Array, scores: Float64Array, discounts: Float64Array, ignoreTies: boolean): number {
  const order = Array.from(scores.keys()).sort((i, j) => scores[j] - scores[i] || j - i);
  let total = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    let [shared, discount] = [0, 0];
    do {
      shared += gains[order[to]];
      discount += discounts[to];
      to++;
    } while (!ignoreTies && to < order.length && scores[order[to]] === scores[order[from]]);
    total += (shared / (to - from)) * discount;
  }
  return total;
}
