export type { CrossValOptions, Fittable, Scorable, Target } from './cross-val-score.ts';
export { crossValScore } from './cross-val-score.ts';
export type { Fold, Splitter } from './fold.ts';
export type { KFoldOptions } from './k-fold.ts';
export { KFold } from './k-fold.ts';
export { StratifiedKFold } from './stratified-k-fold.ts';
export { takeRows } from './take-rows.ts';
export type { Part, Parts, Splittable, TrainTestOptions } from './train-test-split.ts';
export { trainTestIndices, trainTestSplit } from './train-test-split.ts';
