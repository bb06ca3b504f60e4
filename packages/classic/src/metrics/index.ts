// Regression

export {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
} from './absolute-error.ts';
export {
  d2TweedieScore,
  meanGammaDeviance,
  meanPoissonDeviance,
  meanTweedieDeviance,
  type TweedieOptions,
} from './deviance.ts';
export { meanSquaredLogError, rootMeanSquaredLogError } from './logarithmic-error.ts';
export { d2AbsoluteErrorScore, d2PinballScore, meanPinballLoss, type PinballOptions } from './pinball.ts';
export { explainedVarianceScore, meanSquaredError, r2Score, rootMeanSquaredError } from './regression.ts';
export type { AveragedOutputs, AveragedShares, RawOutputs, RawShares, RegressionMetricOptions } from './regression-options.ts';

// Classification, from labels

export type { Label, LabelsLike } from '../estimator/labels.ts';
export { type AccuracyOptions, accuracyScore, hammingLoss, type WeightOptions, zeroOneLoss } from './accuracy.ts';
export {
  type BalancedAccuracyOptions,
  balancedAccuracyScore,
  type CohenKappaOptions,
  cohenKappaScore,
  matthewsCorrcoef,
} from './agreement.ts';
export { ClassificationReport, type ClassificationReportOptions, classificationReport, type ReportLine } from './classification-report.ts';
export { ConfusionMatrix, type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.ts';
export { jaccardScore } from './jaccard.ts';
export { type MultilabelConfusionOptions, multilabelConfusionMatrix } from './multilabel-confusion.ts';
export {
  type AveragedClasses,
  type AverageScores,
  type BetaOptions,
  type ClassScores,
  type EachClass,
  f1Score,
  fbetaScore,
  type PrecisionRecallOptions,
  precisionRecallFscoreSupport,
  precisionScore,
  recallScore,
} from './precision-recall.ts';
export type { Average, TallyOptions } from './tally.ts';
export { UndefinedMetricWarning, type WarningOptions } from './warning.ts';

// Classification, from scores and probabilities

export type { ScoreOptions } from './binary.ts';
export { brierScoreLoss } from './brier.ts';
export { type CalibrationCurve, type CalibrationOptions, calibrationCurve } from './calibration.ts';
export { type DetCurve, detCurve } from './det-curve.ts';
export { type HingeLossOptions, hingeLoss } from './hinge.ts';
export { type LogLossOptions, logLoss } from './log-loss.ts';
export type { ScoreAverage } from './one-vs-rest.ts';
export {
  type AveragePrecisionOptions,
  type AveragePrecisionPerClass,
  averagePrecisionScore,
  type PrecisionRecallCurve,
  type PrecisionRecallCurveOptions,
  precisionRecallCurve,
} from './precision-recall-curve.ts';
export { type RocAucOptions, type RocAucPerClass, rocAucScore } from './roc-auc.ts';
export { auc, type RocCurve, type RocCurveOptions, rocCurve } from './roc-curve.ts';
export { type TopKOptions, topKAccuracyScore } from './top-k.ts';

// Ranking

export {
  coverageError,
  type DcgOptions,
  dcgScore,
  type GainOptions,
  labelRankingAveragePrecisionScore,
  labelRankingLoss,
  ndcgScore,
} from './ranking.ts';

// Clustering

export { calinskiHarabaszScore, daviesBouldinScore } from './cluster-quality.ts';
export { type Contingency, contingencyMatrix } from './contingency.ts';
export {
  adjustedMutualInfoScore,
  completenessScore,
  type HomogeneityCompletenessVMeasure,
  homogeneityCompletenessVMeasure,
  homogeneityScore,
  mutualInfoScore,
  type NormalizerOptions,
  normalizedMutualInfoScore,
  type VMeasureOptions,
  vMeasureScore,
} from './mutual-information.ts';
export { adjustedRandScore, fowlkesMallowsScore, pairConfusionMatrix, randScore } from './rand.ts';
export { type SilhouetteOptions, silhouetteSamples, silhouetteScore } from './silhouette.ts';

// Distances and kernels

export {
  cosineDistances,
  type EuclideanOptions,
  euclideanDistances,
  manhattanDistances,
  type PairwiseOptions,
  pairwiseDistances,
} from './pairwise/distances.ts';
export { haversineDistances } from './pairwise/haversine.ts';
export {
  cosineSimilarity,
  type GammaOptions,
  laplacianKernel,
  linearKernel,
  type PolynomialOptions,
  polynomialKernel,
  rbfKernel,
  type SigmoidKernelOptions,
  sigmoidKernel,
} from './pairwise/kernels.ts';
export type { DistanceMetric, DistanceOptions } from './pairwise/metric.ts';
