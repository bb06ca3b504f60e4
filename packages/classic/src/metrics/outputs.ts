import { OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import { asTargets, asWeights } from '../estimator/targets.ts';
import type { Comparison } from './determination.ts';
import { readWeights } from './determination.ts';
import type { RegressionMetricOptions } from './regression-options.ts';
import { weightedMean } from './sums.ts';

/** How the values of several outputs become one. */
export type Multioutput = 'uniformAverage' | 'rawValues' | 'varianceWeighted' | VectorLike;

/** The options of a metric, whichever it has of these. */
export interface OutputOptions extends RegressionMetricOptions {
  readonly multioutput?: Multioutput;
}

/** The border check of two sets of values; `known` are the options that the metric has. */
export function compare(
  where: string,
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: RegressionMetricOptions,
  known: readonly string[] = ['sampleWeight', 'multioutput'],
): Comparison {
  const truth = asTargets(where, yTrue, undefined, 'yTrue');
  const prediction = asTargets(where, yPred, truth.nSamples, 'yPred', truth.nOutputs).data;
  return { where, truth, prediction, weights: readWeights(where, options, truth.nSamples, known) };
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
  multioutput: Multioutput = 'uniformAverage',
  variances?: Float64Array,
): number | Float64Array {
  if (multioutput === 'rawValues') return values;
  if (multioutput === 'uniformAverage') return weightedMean(values, undefined);
  if (multioutput === 'varianceWeighted' && variances !== undefined) {
    return weightedMean(values, variances.some((variance) => variance > 0) ? variances : undefined);
  }
  if (typeof multioutput !== 'string') return weightedMean(values, asWeights(where, multioutput, values.length));
  const names = variances === undefined ? "'uniformAverage', 'rawValues'" : "'uniformAverage', 'rawValues', 'varianceWeighted'";
  throw new OptionError({
    where,
    what: "option 'multioutput' is out of range",
    expected: `${names} or one weight per output`,
    got: describeValue(multioutput),
  });
}
