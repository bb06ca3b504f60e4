export type { Call } from './call.ts';
export { assertClose, assertSame, isClose, type Tolerance } from './close.ts';
export { byDefinition, reader } from './definition.ts';
export { describeOp, type NamedOpCase, type OpCase, type OpSpec } from './describe-op.ts';
export { Draw, type DrawOptions, type ShapeBounds, type TensorBounds } from './draw.ts';
export { describeEstimator } from './estimator/describe-estimator.ts';
export { cloudSamples, normalRows, type OwnSamples, planeSamples, type Samples } from './estimator/samples.ts';
export type {
  AsyncFitOptions,
  EstimatorKind,
  EstimatorSpec,
  FitOptions,
  FlatMatrix,
  Invariance,
  Label,
  Matrix,
  Model,
  ObjectRows,
  Progress,
  SparseLike,
  Steps,
  SupervisedRecipe,
  Targets,
  UnsupervisedRecipe,
} from './estimator/under-test.ts';
export { type ForAllOptions, forAll } from './for-all.ts';
export { compacted, expanded, type Layout, layouts, relaid } from './layouts.ts';
export { type Replayed, replay } from './replay.ts';
export { type Runs, runs } from './runs.ts';
