import * as metrics from '@hml/classic/metrics';
import type { GoldenCase } from '../cases.ts';
import type { JsonObject } from '../json.ts';
import type { Adapter, Results } from './adapter.ts';
import { type Callable, isCallable } from './exports.ts';

/** What a field is, from the case: computed only where the case expects it. */
type Fields = Readonly<Record<string, () => unknown>>;

/** Calls a metric by its name. */
function metric(name: string, ...args: readonly unknown[]): unknown {
  const f: unknown = Reflect.get(metrics, name);
  if (!isCallable(f)) throw new Error(`@hml/classic/metrics has no ${name}`);
  const callable: Callable = f;
  return callable(...args);
}

/** A part of what a metric gives. */
function part(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name);
}

/** The data with their weights as an option, where there are any. */
function weighted({ sampleWeight }: JsonObject): JsonObject {
  return sampleWeight === undefined ? {} : { sampleWeight };
}

function classification({ params, data, expected }: GoldenCase): Fields {
  const { yTrue, yPred } = data;
  const weights = weighted(data);
  const labels = params.labels === undefined ? {} : { labels: params.labels };
  const posLabel = params.posLabel === undefined ? {} : { posLabel: params.posLabel };
  const shares = { ...weights, ...labels, ...posLabel, zeroDivision: params.zeroDivision ?? 0 };
  const matrix = (normalize: string): unknown => metric('confusionMatrix', yTrue, yPred, { ...weights, ...labels, normalize });
  const scores = (): unknown => metric('precisionRecallFscoreSupport', yTrue, yPred, shares);
  const averaged = Object.entries({ precision: 'precisionScore', recall: 'recallScore', f1: 'f1Score', jaccard: 'jaccardScore' }).flatMap(
    ([field, name]) =>
      Object.entries({ PerClass: 'none', Micro: 'micro', Macro: 'macro', Weighted: 'weighted', Binary: 'binary' }).map(
        ([suffix, average]) => [`${field}${suffix}`, () => metric(name, yTrue, yPred, { ...shares, average })] as const,
      ),
  );
  const betas = Object.keys(expected).flatMap((field) => {
    const beta = /^fbeta([\d_]+)Macro$/.exec(field)?.[1]?.replace('_', '.');
    return beta === undefined
      ? []
      : [[field, () => metric('fbetaScore', yTrue, yPred, { ...shares, average: 'macro', beta: Number(beta) })] as const];
  });
  return {
    ...Object.fromEntries([...averaged, ...betas]),
    labels: () => part(matrix('none'), 'labels'),
    support: () => part(scores(), 'support'),
    accuracy: () => metric('accuracyScore', yTrue, yPred, weights),
    accuracyCount: () => metric('accuracyScore', yTrue, yPred, { ...weights, normalize: false }),
    confusionMatrix: () => part(matrix('none'), 'counts'),
    confusionMatrixNormalized_true: () => part(matrix('true'), 'counts'),
    confusionMatrixNormalized_pred: () => part(matrix('pred'), 'counts'),
    confusionMatrixNormalized_all: () => part(matrix('all'), 'counts'),
    balancedAccuracy: () => metric('balancedAccuracyScore', yTrue, yPred, { ...weights, onWarning: () => undefined }),
    cohenKappa: () => metric('cohenKappaScore', yTrue, yPred, { ...weights, ...labels }),
    cohenKappaLinear: () => metric('cohenKappaScore', yTrue, yPred, { ...weights, ...labels, weights: 'linear' }),
    cohenKappaQuadratic: () => metric('cohenKappaScore', yTrue, yPred, { ...weights, ...labels, weights: 'quadratic' }),
    matthews: () => metric('matthewsCorrcoef', yTrue, yPred, weights),
    hammingLoss: () => metric('hammingLoss', yTrue, yPred, weights),
    zeroOneLoss: () => metric('zeroOneLoss', yTrue, yPred, weights),
  };
}

function scores({ data }: GoldenCase): Fields {
  const { yTrue, scores: yScore } = data;
  const weights = weighted(data);
  const roc = (dropIntermediate: boolean): unknown => metric('rocCurve', yTrue, yScore, { ...weights, dropIntermediate });
  const curve = (): unknown => metric('precisionRecallCurve', yTrue, yScore, weights);
  // scikit-learn 1.2 begins with the largest score plus 1 where we, as 1.3 and later, begin with infinity
  const thresholds = (dropIntermediate: boolean): readonly number[] => {
    const ours = numbers(part(roc(dropIntermediate), 'thresholds'));
    return ours.map((value, i) => (i === 0 && value === Number.POSITIVE_INFINITY ? Number(ours[1]) + 1 : value));
  };
  return {
    rocAuc: () => metric('rocAucScore', yTrue, yScore, weights),
    averagePrecision: () => metric('averagePrecisionScore', yTrue, yScore, weights),
    fpr: () => part(roc(false), 'fpr'),
    tpr: () => part(roc(false), 'tpr'),
    thresholds: () => thresholds(false),
    fprDropIntermediate: () => part(roc(true), 'fpr'),
    tprDropIntermediate: () => part(roc(true), 'tpr'),
    thresholdsDropIntermediate: () => thresholds(true),
    prPrecision: () => part(curve(), 'precision'),
    prRecall: () => part(curve(), 'recall'),
    prThresholds: () => part(curve(), 'thresholds'),
    brier: () => metric('brierScoreLoss', yTrue, yScore, weights),
    logLoss: () => metric('logLoss', yTrue, yScore, weights),
  };
}

function probabilities({ params, data, expected }: GoldenCase): Fields {
  const { yTrue, probabilities: yProba } = data;
  const options = { ...weighted(data), ...(params.labels === undefined ? {} : { labels: params.labels }) };
  const auc = (multiClass: string, average: string): unknown => metric('rocAucScore', yTrue, yProba, { ...options, multiClass, average });
  const tops = Object.keys(expected).filter((field) => /^topK\d+$/.test(field));
  return {
    ...Object.fromEntries(
      tops.map((field) => [field, () => metric('topKAccuracyScore', yTrue, yProba, { ...options, k: Number(field.slice(4)) })]),
    ),
    logLoss: () => metric('logLoss', yTrue, yProba, options),
    rocAucOvr: () => auc('ovr', 'macro'),
    rocAucOvo: () => auc('ovo', 'macro'),
    rocAucOvrWeighted: () => auc('ovr', 'weighted'),
    rocAucOvoWeighted: () => auc('ovo', 'weighted'),
  };
}

function regression({ data, expected }: GoldenCase): Fields {
  const { yTrue, yPred } = data;
  const weights = weighted(data);
  const of = (name: string, options: object = {}) => [name, options] as const;
  const named = {
    mse: of('meanSquaredError'),
    rmse: of('rootMeanSquaredError'),
    mae: of('meanAbsoluteError'),
    mape: of('meanAbsolutePercentageError'),
    medianAe: of('medianAbsoluteError'),
    explainedVariance: of('explainedVarianceScore'),
    r2: of('r2Score'),
    msle: of('meanSquaredLogError'),
    rmsle: of('rootMeanSquaredLogError'),
    poissonDeviance: of('meanPoissonDeviance'),
    gammaDeviance: of('meanGammaDeviance'),
    r2VarianceWeighted: of('r2Score', { multioutput: 'varianceWeighted' }),
    r2PerOutput: of('r2Score', { multioutput: 'rawValues' }),
    msePerOutput: of('meanSquaredError', { multioutput: 'rawValues' }),
    maePerOutput: of('meanAbsoluteError', { multioutput: 'rawValues' }),
    d2Absolute: of('d2AbsoluteErrorScore'),
  };
  const quantiles = Object.keys(expected).filter((field) => /^pinball[\d_]+$/.test(field));
  return {
    ...Object.fromEntries(
      Object.entries(named).map(([field, [name, options]]) => [field, () => metric(name, yTrue, yPred, { ...weights, ...options })]),
    ),
    ...Object.fromEntries(
      quantiles.map((field) => [
        field,
        () => metric('meanPinballLoss', yTrue, yPred, { ...weights, alpha: Number(field.slice(7).replace('_', '.')) }),
      ]),
    ),
    maxError: () => metric('maxError', yTrue, yPred),
  };
}

function clusters({ data, expected }: GoldenCase): Fields {
  const { labelsTrue, labelsPred } = data;
  const named = {
    randIndex: 'randScore',
    adjustedRandIndex: 'adjustedRandScore',
    mutualInformation: 'mutualInfoScore',
    normalizedMutualInformation: 'normalizedMutualInfoScore',
    adjustedMutualInformation: 'adjustedMutualInfoScore',
    homogeneity: 'homogeneityScore',
    completeness: 'completenessScore',
    vMeasure: 'vMeasureScore',
    fowlkesMallows: 'fowlkesMallowsScore',
    pairConfusion: 'pairConfusionMatrix',
  };
  const means = Object.entries({ nmi: 'normalizedMutualInfoScore', ami: 'adjustedMutualInfoScore' }).flatMap(([prefix, name]) =>
    ['geometric', 'min', 'max'].map(
      (averageMethod) =>
        [
          `${prefix}${averageMethod[0]?.toUpperCase()}${averageMethod.slice(1)}`,
          () => metric(name, labelsTrue, labelsPred, { averageMethod }),
        ] as const,
    ),
  );
  const betas = Object.keys(expected).filter((field) => /^vMeasureBeta[\d_]+$/.test(field));
  return {
    ...Object.fromEntries(Object.entries(named).map(([field, name]) => [field, () => metric(name, labelsTrue, labelsPred)])),
    ...Object.fromEntries(means),
    ...Object.fromEntries(
      betas.map((field) => [
        field,
        () => metric('vMeasureScore', labelsTrue, labelsPred, { beta: Number(field.slice(12).replace('_', '.')) }),
      ]),
    ),
    contingency: () => part(metric('contingencyMatrix', labelsTrue, labelsPred), 'counts'),
  };
}

function clusterQuality({ params, data: { X, labels } }: GoldenCase): Fields {
  return {
    silhouette: () => metric('silhouetteScore', X, labels, params),
    silhouetteSamples: () => metric('silhouetteSamples', X, labels, params),
    calinskiHarabasz: () => metric('calinskiHarabaszScore', X, labels),
    daviesBouldin: () => metric('daviesBouldinScore', X, labels),
  };
}

const algorithms = new Map<string, (golden: GoldenCase) => Fields>([
  ['classificationMetrics', classification],
  ['scoreMetrics', scores],
  ['logLoss', probabilities],
  ['regressionMetrics', regression],
  ['clusterMetrics', clusters],
  ['clusterQuality', clusterQuality],
]);

/** The family `metrics`: each algorithm is a group of metrics of the same data, each field one of them. */
export const metricsAdapter: Adapter = (golden) => {
  const fields = algorithms.get(golden.algorithm)?.(golden);
  if (fields === undefined) return { unmapped: 'no group of metrics of that name' };
  const results: Results = Object.fromEntries(Object.keys(golden.expected).map((name) => [name, fields[name]?.()]));
  return { results };
};

function numbers(values: unknown): readonly number[] {
  return values instanceof Float64Array ? [...values] : [];
}
