// Generators of data whose truth is known

export { type Blobs, type BlobsOptions, makeBlobs } from './blobs.ts';
export { type CirclesOptions, makeCircles } from './circles.ts';
export { type ClassificationOptions, makeClassification } from './classification.ts';
export { type MoonsOptions, makeMoons } from './moons.ts';
export type { GeneratorOptions } from './options.ts';
export type { LabelledPoints } from './points.ts';
export { type MultiTargetRegression, makeRegression, type Regression, type RegressionOptions, type SingleTarget } from './regression.ts';
