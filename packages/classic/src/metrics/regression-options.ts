import type { VectorLike } from '../estimator/matrix-like.ts';

/** What the metrics of regression take beside the two sets of values. */
export interface RegressionMetricOptions {
  /** Weights $w_i \ge 0$, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

/** Options of metrics that average over several outputs. */
export interface AveragedOutputs extends RegressionMetricOptions {
  /** How outputs are averaged: all alike, or by weights of their own, one per output. @defaultValue 'uniformAverage' */
  readonly multioutput?: 'uniformAverage' | VectorLike;
}

/** Options of metrics that are wanted for each output. */
export interface RawOutputs extends RegressionMetricOptions {
  /** One value per output, in an array. */
  readonly multioutput: 'rawValues';
}

/** Options of shares of variance that are wanted for each output. */
export interface RawShares extends RawOutputs {
  /** Whether a constant `yTrue` scores 1 for an exact prediction and 0 for others, or else NaN and −∞. @defaultValue true */
  readonly forceFinite?: boolean;
}

/** Options of shares of variance, averaged over several outputs. */
export interface AveragedShares extends RegressionMetricOptions {
  /** Whether a constant `yTrue` scores 1 for an exact prediction and 0 for others, or else NaN and −∞. @defaultValue true */
  readonly forceFinite?: boolean;
  /**
   * How outputs are averaged: all alike, by the variance of each in `yTrue`, or by weights of their own. @defaultValue 'uniformAverage'
   */
  readonly multioutput?: 'uniformAverage' | 'varianceWeighted' | VectorLike;
}
