import type { Rule } from '../estimator/options.ts';
import { oneOf } from '../estimator/rules.ts';
import type { Scored } from './binary.ts';
import type { Indicators } from './indicators.ts';
import { sumOf, weightedMean } from './sums.ts';

/**
 * How the values of several classes become one: the mean (`'macro'`), the mean weighted by how often each is true (`'weighted'`), all
 * decisions as one question (`'micro'`), or the mean over the samples (`'samples'`).
 */
export type ScoreAverage = 'macro' | 'weighted' | 'micro' | 'samples';

/** The rule of the option `average`. */
export const isScoreAverage: Rule<ScoreAverage | 'none'> = oneOf('macro', 'weighted', 'micro', 'samples', 'none');

/** Asks a metric of two classes about each class against the rest, and averages the answers. */
export function againstRest(
  truth: Indicators,
  scores: Float64Array,
  weights: Float64Array | undefined,
  average: ScoreAverage | 'none',
  metric: (scored: Scored) => number,
): number | Float64Array {
  const { data, nSamples: n, nLabels: k } = truth;
  const part = (places: Int32Array, partWeights: Float64Array | undefined): number =>
    metric({
      positive: Uint8Array.from(places, (at) => data[at]),
      scores: Float64Array.from(places, (at) => scores[at]),
      weights: partWeights,
    });
  if (average === 'micro') {
    const all = Int32Array.from(data.keys());
    return part(all, weights && Float64Array.from(all, (at) => weights[Math.floor(at / k)]));
  }
  if (average === 'samples') {
    const rows = Float64Array.from({ length: n }, (_, i) =>
      part(
        Int32Array.from({ length: k }, (_, c) => i * k + c),
        undefined,
      ),
    );
    return weightedMean(rows, weights);
  }
  const columns = Array.from({ length: k }, (_, c) => Int32Array.from({ length: n }, (_, i) => i * k + c));
  if (average !== 'weighted') {
    const values = Float64Array.from(columns, (column) => part(column, weights));
    return average === 'none' ? values : weightedMean(values, undefined);
  }
  const support = Float64Array.from(columns, (column) => sumOf(Float64Array.from(column, (at, i) => data[at] * (weights?.[i] ?? 1))));
  if (!support.some((value) => value > 0)) return 0;
  const occurring = columns.filter((_, c) => support[c] > 0); // a class that weighs nothing is not asked about
  const values = Float64Array.from(occurring, (column) => part(column, weights));
  return weightedMean(
    values,
    support.filter((value) => value > 0),
  );
}
