// The estimator contract

export type { FeatureInfo } from './estimator/columns.ts';
export type { AsyncOptions, Progress, Run, Workspace } from './estimator/fit.ts';
export { drainPolitely, Fit } from './estimator/fit.ts';
export type { MatrixChecks } from './estimator/input.ts';
export { asMatrix, matrixInPieces } from './estimator/input.ts';
export type { JsonNumber, ModelJson, SavedModel } from './estimator/json.ts';
export {
  numbersToJson,
  numberToJson,
  openModel,
  readBoolean,
  readFeatures,
  readInteger,
  readNumber,
  readNumbers,
} from './estimator/json.ts';
export type { Columns, DesignMatrix, FlatMatrix, MatrixLike, ObjectRows, VectorLike } from './estimator/matrix-like.ts';
export type { Rule, Rules } from './estimator/options.ts';
export { integerFrom, isBoolean, numberAbove, numberFrom, resolve } from './estimator/options.ts';
export type { FitOptions, SupervisedFitOptions } from './estimator/recipe.ts';
export { Recipe, SupervisedRecipe } from './estimator/recipe.ts';
export type { Ticks } from './estimator/rows.ts';
export { drain } from './estimator/rows.ts';
export type { Samples, Targets } from './estimator/targets.ts';
export { asTargets, asVector, asWeights, readSamples } from './estimator/targets.ts';
export type { OnWarning } from './estimator/warning.ts';
export { ConvergenceWarning, Warning } from './estimator/warning.ts';
// Estimators
export * from './linear/index.ts';
// Metrics
export * from './metrics/index.ts';
