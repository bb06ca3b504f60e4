export type { RegressionMetricOptions } from './regression.ts';
export { meanSquaredError, r2Score, rootMeanSquaredError } from './regression.ts';
