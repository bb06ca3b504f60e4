import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rule, Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { asTargets, asWeights } from '../estimator/targets.ts';
import type { Comparison } from './determination.ts';
import type { RegressionMetricOptions } from './regression-options.ts';
import { isVector } from './rules.ts';
import { weightedMean } from './sums.ts';

/** How the values of several outputs become one. */
export type Multioutput = 'uniformAverage' | 'rawValues' | VectorLike;

/** The options of a metric, whichever it has of these. */
export interface OutputOptions extends RegressionMetricOptions {
  readonly multioutput?: Multioutput;
}

/** What is made of several outputs: one of these names, or a mean by weights of their own. */
export function isOneOrWeights<const T extends string>(...names: readonly T[]): Rule<T | VectorLike> {
  return {
    expected: `${names.map((name) => `'${name}'`).join(', ')} or one weight per output`,
    accepts: (value): value is T | VectorLike => isVector.accepts(value) || names.some((name) => name === value),
    choices: names,
  };
}

/** The rules of metrics that average over several outputs. */
export const outputRules: Rules<OutputOptions> = { sampleWeight: isVector, multioutput: isOneOrWeights('uniformAverage', 'rawValues') };

/** The border check of two sets of values, and of the options. */
export function compare<Options extends RegressionMetricOptions>(
  where: string,
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: Options,
  rules: Rules<Options>,
): Comparison {
  checkValues(where, options, rules);
  const truth = asTargets(where, yTrue, undefined, 'yTrue');
  const prediction = asTargets(where, yPred, truth.nSamples, 'yPred', truth.nOutputs).data;
  return { where, truth, prediction, weights: asWeights(where, options.sampleWeight, truth.nSamples) };
}

/** One value per output: what `metric` makes of the truth and the prediction of each. */
export function eachOutput(
  { truth: { data, nSamples, nOutputs: k }, prediction }: Comparison,
  metric: (y: Float64Array, predicted: Float64Array) => number,
): Float64Array {
  const column = (values: Float64Array, o: number): Float64Array => Float64Array.from({ length: nSamples }, (_, i) => values[i * k + o]);
  return Float64Array.from({ length: k }, (_, o) => metric(column(data, o), column(prediction, o)));
}

/** The mean over the outputs of the weighted mean over the samples of `loss`. */
export function averageLoss(
  both: Comparison,
  options: OutputOptions,
  loss: (y: number, predicted: number) => number,
): number | Float64Array {
  const values = eachOutput(both, (y, predicted) =>
    weightedMean(
      y.map((value, i) => loss(value, predicted[i])),
      both.weights,
    ),
  );
  return overOutputs(both.where, values, options.multioutput);
}

/** The values of the outputs, or the mean that `multioutput` asks for. */
export function overOutputs(
  where: string,
  values: Float64Array,
  multioutput: Multioutput | 'varianceWeighted' = 'uniformAverage',
  variances?: Float64Array,
): number | Float64Array {
  if (multioutput === 'rawValues') return values;
  if (typeof multioutput !== 'string') return weightedMean(values, asWeights(where, multioutput, values.length));
  const byVariance = multioutput === 'varianceWeighted' && variances?.some((variance) => variance > 0);
  return weightedMean(values, byVariance ? variances : undefined);
}
