export type { Moments } from '../statistics/moments.ts';
export type { ClassStatistics, GaussianNBState } from './gaussian/class-statistics.ts';
export type { GaussianNBModels, GaussianNBOptions } from './gaussian/gaussian-nb.ts';
export { GaussianNB } from './gaussian/gaussian-nb.ts';
export type { GaussianNBJson, GaussianNBParts } from './gaussian/model.ts';
export { GaussianNBModel } from './gaussian/model.ts';
