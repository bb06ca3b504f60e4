// The estimator contract

export type { ClassWeight } from './estimator/class-weight.ts';
export { isClassWeight, weighClasses } from './estimator/class-weight.ts';
export type { Classifier, ClassifierParts } from './estimator/classifier.ts';
export { argmaxRows, ClassifierModel, ProbabilisticClassifierModel } from './estimator/classifier.ts';
export type { ModelFor, ModelsByLabel, OfLabel } from './estimator/classifier-recipe.ts';
export { ClassifierRecipe } from './estimator/classifier-recipe.ts';
export type { FeatureInfo } from './estimator/columns.ts';
export type { AsyncOptions, Progress, Run, Workspace } from './estimator/fit.ts';
export { drainPolitely, Fit } from './estimator/fit.ts';
export type { MatrixChecks } from './estimator/input.ts';
export { asMatrix, designInPieces, matrixInPieces } from './estimator/input.ts';
export type { FeaturesJson, JsonNumber, ModelJson, SavedModel } from './estimator/json.ts';
export { featuresToJson, numbersToJson, numberToJson, openModel, wrongField } from './estimator/json.ts';
export {
  readBoolean,
  readChoice,
  readClasses,
  readColumns,
  readFeatures,
  readInteger,
  readNonNegative,
  readNumber,
  readNumbers,
  readPositive,
} from './estimator/json-fields.ts';
export type { Label, LabelChecks, Labels, LabelsLike, NumericLabels } from './estimator/labels.ts';
export { asLabels, labelsInPieces } from './estimator/labels.ts';
export type { ModelClass } from './estimator/load-model.ts';
export { loadModel } from './estimator/load-model.ts';
export type {
  Columns,
  DenseMatrixLike,
  DesignMatrix,
  FlatMatrix,
  MatrixLike,
  ObjectRows,
  TargetsLike,
  VectorLike,
} from './estimator/matrix-like.ts';
export type { Rule, Rules } from './estimator/options.ts';
export { resolve } from './estimator/options.ts';
export type { PartialFitOptions } from './estimator/partial-fit.ts';
export type { FitOptions, WeightedFitOptions, WithOptions } from './estimator/recipe.ts';
export { AnyRecipe, Recipe, SupervisedRecipe } from './estimator/recipe.ts';
export type { Regressor } from './estimator/regressor.ts';
export type { Answer, Ticks } from './estimator/rows.ts';
export { byRows, drain } from './estimator/rows.ts';
export { either, integerFrom, isBoolean, isSeed, listOf, numberAbove, numberFrom, oneOf } from './estimator/rules.ts';
export type { SparseDesign, SparseLike } from './estimator/sparse.ts';
export type { LabelledSamples, Samples, Targets } from './estimator/targets.ts';
export {
  asTargets,
  asVector,
  asWeights,
  readDesignLabelled,
  readDesignSamples,
  readLabelled,
  readSamples,
  targetsInPieces,
  weightsInPieces,
} from './estimator/targets.ts';
export type { InvertibleTransformer, Transformer } from './estimator/transformer.ts';
export { namesOf } from './estimator/transformer.ts';
export type { OnWarning } from './estimator/warning.ts';
export { ConvergenceWarning, Warning } from './estimator/warning.ts';
// Estimators
export * from './linear/index.ts';
// Metrics
export * from './metrics/index.ts';
// Splitting and validation
export * from './model-selection/index.ts';
export * from './multiclass/index.ts';
export * from './naive-bayes/index.ts';
// Minimisation
export * from './optimize/index.ts';
export * from './preprocessing/index.ts';
export type { Moments } from './statistics/moments.ts';
