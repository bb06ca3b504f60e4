import { DataError, OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { VectorLike } from '../estimator/matrix-like.ts';
import { asWeights } from '../estimator/targets.ts';
import { hasRows, readIndicators } from './indicators.ts';
import { positiveClass, readLabelPair } from './labels.ts';

/**
 * What precision, recall and their kin take from a whole set of classes: of one class only (`'binary'`); of all decisions together
 * (`'micro'`); the mean over the classes (`'macro'`), weighted by how often each is true (`'weighted'`); or, where samples have several
 * labels, the mean over the samples (`'samples'`).
 */
export type Average = 'binary' | 'micro' | 'macro' | 'weighted' | 'samples';

/** Which classes and samples are counted, and how. */
export interface TallyOptions<L extends Label = Label> {
  /** The classes that count, in this order; where samples have several labels, the columns. @defaultValue all that occur */
  readonly labels?: readonly L[];
  /** The class that `average: 'binary'` is about. @defaultValue 1, or true */
  readonly posLabel?: L;
  /** Weights $w_i \ge 0$, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

/** How often each class was meant, and found: all that precision, recall and their kin need to know. */
export interface Tally {
  /** The classes, one per entry (the samples, for `average: 'samples'`). */
  readonly classes: readonly Label[];
  /** How often the class was true and predicted. */
  readonly both: Float64Array;
  /** How often it was true. */
  readonly actual: Float64Array;
  /** How often it was predicted. */
  readonly predicted: Float64Array;
  /** How often it was one of the two. */
  readonly either: Float64Array;
  /** The weight of each entry in a mean over them. */
  readonly weights: Float64Array | undefined;
}

/** Counts, past the border, what `average` asks for. */
export function tally(
  where: string,
  yTrue: LabelsLike,
  yPred: LabelsLike,
  { labels, posLabel, sampleWeight }: TallyOptions,
  average: Average | 'none',
): Tally {
  const entries =
    hasRows(where, 'yTrue', yTrue) || hasRows(where, 'yPred', yPred)
      ? ofRows(where, yTrue, yPred, labels, average)
      : ofLabels(where, yTrue, yPred, labels, posLabel, average);
  const weights = asWeights(where, sampleWeight, entries.nSamples);
  return average === 'micro'
    ? together(count(entries, weights))
    : average === 'samples'
      ? countSamples(entries, weights)
      : withSupport(count(entries, weights), average);
}

/** Samples and classes, and which belong together. */
interface Entries {
  readonly classes: readonly Label[];
  readonly nSamples: number;
  /** Calls `each` for every sample and class of which one is true or predicted, sample by sample. */
  readonly visit: (each: (i: number, k: number, isTrue: boolean, isPredicted: boolean) => void) => void;
}

function ofLabels(
  where: string,
  yTrue: LabelsLike,
  yPred: LabelsLike,
  labels: readonly Label[] | undefined,
  posLabel: Label | undefined,
  average: Average | 'none',
): Entries {
  if (average === 'samples') throw needsRows(where, yTrue);
  let pair = readLabelPair(where, yTrue, yPred, average === 'binary' ? undefined : labels);
  if (average === 'binary') {
    if (pair.classes.length > 2) throw needsAverage(where, pair.classes);
    pair = readLabelPair(where, yTrue, yPred, [positiveClass(where, pair.classes, posLabel)]);
  }
  const { classes, truth, prediction } = pair;
  const visit: Entries['visit'] = (each) => {
    truth.forEach((k, i) => {
      const found = prediction[i];
      if (k >= 0) each(i, k, true, found === k);
      if (found >= 0 && found !== k) each(i, found, false, true);
    });
  };
  return { classes, nSamples: truth.length, visit };
}

function ofRows(
  where: string,
  yTrue: LabelsLike,
  yPred: LabelsLike,
  labels: readonly Label[] | undefined,
  average: Average | 'none',
): Entries {
  if (!hasRows(where, 'yTrue', yTrue) || !hasRows(where, 'yPred', yPred)) {
    const expected = 'yTrue and yPred both [nSamples] or both [nSamples, nLabels]';
    throw new DataError({
      where,
      what: 'one has rows and the other not',
      expected,
      got: `${describeValue(yTrue)} and ${describeValue(yPred)}`,
    });
  }
  if (average === 'binary') throw needsAverage(where, ['several labels per sample']);
  const truth = readIndicators(where, 'yTrue', yTrue);
  const prediction = readIndicators(where, 'yPred', yPred, truth);
  const columns = labels ?? Array.from({ length: truth.nLabels }, (_, k) => k);
  const index = columns.map(Number);
  const stranger = index.find((column) => !Number.isInteger(column) || column < 0 || column >= truth.nLabels);
  if (stranger !== undefined) {
    const expected = `numbers of columns, 0 to ${truth.nLabels - 1}`;
    throw new OptionError({ where, what: "option 'labels' is out of range", expected, got: String(stranger) });
  }
  const has = ({ data }: { readonly data: Float64Array }, i: number, k: number): boolean => data[i * truth.nLabels + index[k]] === 1;
  const visit: Entries['visit'] = (each) => {
    for (let i = 0; i < truth.nSamples; i++) {
      for (let k = 0; k < index.length; k++) {
        const [isTrue, isPredicted] = [has(truth, i, k), has(prediction, i, k)];
        if (isTrue || isPredicted) each(i, k, isTrue, isPredicted);
      }
    }
  };
  return { classes: columns, nSamples: truth.nSamples, visit };
}

/** Counts by class, sample after sample: sums of more of the same weights are never less, whatever rounding does. */
function count({ classes, visit }: Entries, sampleWeight: Float64Array | undefined): Tally {
  const [both, actual, predicted, either] = [0, 0, 0, 0].map(() => new Float64Array(classes.length));
  visit((i, k, isTrue, isPredicted) => {
    const weight = sampleWeight?.[i] ?? 1;
    either[k] += weight;
    if (isTrue) actual[k] += weight;
    if (isPredicted) predicted[k] += weight;
    if (isTrue && isPredicted) both[k] += weight;
  });
  return { classes, both, actual, predicted, either, weights: undefined };
}

/** Counts by sample. */
function countSamples({ nSamples, visit }: Entries, sampleWeight: Float64Array | undefined): Tally {
  const [both, actual, predicted, either] = [0, 0, 0, 0].map(() => new Float64Array(nSamples));
  visit((i, _, isTrue, isPredicted) => {
    either[i]++;
    if (isTrue) actual[i]++;
    if (isPredicted) predicted[i]++;
    if (isTrue && isPredicted) both[i]++;
  });
  return { classes: Array.from({ length: nSamples }, (_, i) => i), both, actual, predicted, either, weights: sampleWeight };
}

/** All classes as one. */
function together({ classes, both, actual, predicted, either }: Tally): Tally {
  const sum = (counts: Float64Array): Float64Array => Float64Array.of(counts.reduce((total, value) => total + value, 0));
  return { classes, both: sum(both), actual: sum(actual), predicted: sum(predicted), either: sum(either), weights: undefined };
}

function withSupport(counts: Tally, average: Average | 'none'): Tally {
  return average === 'weighted' ? { ...counts, weights: counts.actual } : counts;
}

function needsAverage(where: string, classes: readonly Label[]): OptionError {
  const shown = classes.slice(0, 5).map(describeValue).join(', ');
  return new OptionError({
    where,
    what: "average 'binary' is for two classes",
    expected: "average: 'micro', 'macro', 'weighted' or 'none' for more",
    got: classes.length > 5 ? `${classes.length} classes: ${shown}, …` : shown,
    fix: "{ average: 'macro' } is the mean over the classes",
  });
}

function needsRows(where: string, y: unknown): OptionError {
  const expected = 'yTrue and yPred [nSamples, nLabels] of zeros and ones';
  return new OptionError({ where, what: "average 'samples' is for several labels per sample", expected, got: describeValue(y) });
}
