export type { BinaryModel, BinaryModels } from './binary-model.ts';
export type { CombinedClassifierJson, CombinedClassifierParts } from './combined-model.ts';
export { CombinedClassifierModel } from './combined-model.ts';
export type { CombinedClassifierOptions, CombinedClassifierState, Question } from './combined-recipe.ts';
export { CombinedClassifier } from './combined-recipe.ts';
export { OneVsOneClassifier, OneVsOneClassifierModel, type OneVsOneClassifierModels } from './one-vs-one.ts';
export { OneVsRestClassifier, OneVsRestClassifierModel, type OneVsRestClassifierModels } from './one-vs-rest.ts';
