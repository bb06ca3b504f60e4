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
export type { AveragedClasses, EachClass, PrecisionRecallOptions } from './fraction.ts';
export { jaccardScore } from './jaccard.ts';
export { type MultilabelConfusionOptions, multilabelConfusionMatrix } from './multilabel-confusion.ts';
export {
  type AverageScores,
  type BetaOptions,
  type ClassScores,
  f1Score,
  fbetaScore,
  precisionRecallFscoreSupport,
  precisionScore,
  recallScore,
} from './precision-recall.ts';
export type { Average, TallyOptions } from './tally.ts';
export { DataWarning, UndefinedMetricWarning, type WarningOptions } from './warning.ts';

// Classification, from scores and probabilities

export type { ScoreOptions } from './binary.ts';
export { brierScoreLoss } from './brier.ts';
export { type CalibrationCurve, type CalibrationOptions, calibrationCurve } from './calibration.ts';
export { type DetCurve, detCurve } from './det-curve.ts';
export { type HingeLossOptions, hingeLoss } from './hinge.ts';
export { type LogLossOptions, logLoss } from './log-loss.ts';
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
export type { ScoreAverage } from './score-average.ts';
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
export { adjustedMutualInfoScore, mutualInfoScore, type NormalizerOptions, normalizedMutualInfoScore } from './mutual-information.ts';
export { adjustedRandScore, fowlkesMallowsScore, pairConfusionMatrix, randScore } from './rand.ts';
export { type SilhouetteOptions, silhouetteSamples, silhouetteScore } from './silhouette.ts';
export {
  completenessScore,
  type HomogeneityCompletenessVMeasure,
  homogeneityCompletenessVMeasure,
  homogeneityScore,
  type VMeasureOptions,
  vMeasureScore,
} from './v-measure.ts';

// Distances and kernels

export {
  cosineDistances,
  type EuclideanOptions,
  euclideanDistances,
  manhattanDistances,
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
export type { DistanceMetric, DistanceOptions, PairwiseOptions } from './pairwise/metric.ts';
