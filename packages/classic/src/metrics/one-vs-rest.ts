import { DataError, OptionError, ShapeError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label, Labels } from '../estimator/labels.ts';
import { ascending, places } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import { asTargets } from '../estimator/targets.ts';
import type { Scored } from './binary.ts';
import type { Indicators } from './indicators.ts';
import { sumOf, weightedMean } from './sums.ts';

/**
 * How the values of several classes become one: the mean (`'macro'`), the mean weighted by how often each is true (`'weighted'`), all
 * decisions as one question (`'micro'`), or the mean over the samples (`'samples'`).
 */
export type ScoreAverage = 'macro' | 'weighted' | 'micro' | 'samples';

/** The border check of one score per class and sample. */
export function readScoreRows(where: string, yScore: VectorLike | MatrixLike, nSamples: number, classes: readonly Label[]): Float64Array {
  const { data, nOutputs } = asTargets(where, yScore, nSamples, 'yScore');
  if (nOutputs === classes.length) return data;
  throw new ShapeError({
    where,
    what: 'another number of scores than of classes',
    expected: `yScore [${nSamples}, ${classes.length}], one column for each of ${classes.slice(0, 5).map(describeValue).join(', ')}${classes.length > 5 ? ', …' : ''}`,
    got: `yScore [${nSamples}, ${nOutputs}]`,
    fix: '{ labels: all the classes in ascending order } where some do not occur in yTrue',
  });
}

/** The classes in the order of the columns: those that occur, or those given, which must be sorted and hold all that occur. */
export function columnClasses(where: string, { classes }: Labels<Label>, given: readonly Label[] | undefined): readonly Label[] {
  if (given === undefined) return classes;
  const sorted = given.every((label, k) => k === 0 || (typeof label === typeof given[0] && ascending(given[k - 1], label) < 0));
  const stranger = classes.find((label) => !given.includes(label));
  if (sorted && stranger === undefined) return given;
  throw new OptionError({
    where,
    what: "option 'labels' is out of range",
    expected: 'different labels in ascending order, all that occur among them',
    got: `[${given.map(describeValue).join(', ')}]${stranger === undefined ? '' : `, without ${describeValue(stranger)}`}`,
  });
}

/** The same for a metric that compares classes: one alone is refused. */
export function severalClasses(where: string, labels: Labels<Label>, given: readonly Label[] | undefined): readonly Label[] {
  const classes = columnClasses(where, labels, given);
  if (classes.length > 1) return classes;
  const got = `only ${describeValue(classes[0])}`;
  throw new DataError({
    where,
    what: 'there is only one class',
    expected: 'labels of two classes',
    got,
    fix: '{ labels: all the classes }',
  });
}

/** One column per class: 1 where the sample is of it. */
export function oneColumnPerClass(labels: Labels<Label>, classes: readonly Label[]): Indicators {
  const nSamples = labels.codes.length;
  const data = new Float64Array(nSamples * classes.length);
  places(labels, classes).forEach((k, i) => {
    data[i * classes.length + k] = 1;
  });
  return { data, nSamples, nLabels: classes.length };
}

/** Asks a metric of two classes about each class against the rest, and averages the answers. */
export function againstRest(
  where: string,
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
  if (average !== 'macro' && average !== 'weighted' && average !== 'none') {
    const expected = "'macro', 'weighted', 'micro', 'samples' or 'none'";
    throw new OptionError({ where, what: "option 'average' is out of range", expected, got: describeValue(average) });
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
