import { OptionError } from '@hml/tensor';
import { checkOptions, describeValue } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { Average, Tally, TallyOptions } from './tally.ts';
import { tally } from './tally.ts';
import type { WarningOptions } from './warning.ts';
import { warnUndefined } from './warning.ts';

/** Options of precision, recall and their kin. */
export interface PrecisionRecallOptions<L extends Label = Label> extends TallyOptions<L>, WarningOptions {
  /** What a share of nothing counts as: 0, 1, or NaN, which averages leave out. @defaultValue 0, and a warning */
  readonly zeroDivision?: number;
}

/** {@link PrecisionRecallOptions} for one number. */
export interface AveragedClasses<L extends Label = Label> extends PrecisionRecallOptions<L> {
  /** Which class, or which mean over all. @defaultValue 'binary' */
  readonly average?: Average;
}

/** {@link PrecisionRecallOptions} for one number per class. */
export interface EachClass<L extends Label = Label> extends PrecisionRecallOptions<L> {
  /** One value per class, in an array. */
  readonly average: 'none';
}

/** How much recall counts beside precision. */
export interface BetaOptions {
  /** $\beta \ge 0$: recall counts β times as much as precision; 0 is precision alone, Infinity recall alone. */
  readonly beta: number;
}

/** The options of a metric, whichever it has of these. */
interface AnyOptions extends PrecisionRecallOptions {
  readonly average?: Average | 'none';
}

/**
 * Precision: of all that were said to belong to a class, the share that do.
 *
 * $$ P = \frac{\mathrm{TP}}{\mathrm{TP} + \mathrm{FP}} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → a number; with `average: 'none'` [nClasses].
 * Numerics: a class that is never predicted has none; `zeroDivision` stands in for it.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @throws OptionError for more than two classes without an `average`, or a `posLabel` that does not occur.
 * @example
 * import { precisionScore } from '@hml/classic/metrics';
 * precisionScore([1, 0, 1, 0], [1, 1, 1, 0]) // 0.6666666666666666
 * precisionScore(['a', 'b', 'c'], ['a', 'b', 'b'], { average: 'none', zeroDivision: 0 }) // [1, 0.5, 0]
 */
export function precisionScore<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options: EachClass<L>): Float64Array;
export function precisionScore<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options?: AveragedClasses<L>): number;
export function precisionScore(yTrue: LabelsLike, yPred: LabelsLike, options: AnyOptions = {}): number | Float64Array {
  return shares('precisionScore', yTrue, yPred, options, precisions);
}

/**
 * Recall: of all that belong to a class, the share that was found. Also called sensitivity, or the rate of true positives.
 *
 * $$ R = \frac{\mathrm{TP}}{\mathrm{TP} + \mathrm{FN}} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → a number; with `average: 'none'` [nClasses].
 * Numerics: a class that never occurs has none; `zeroDivision` stands in for it.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @throws OptionError for more than two classes without an `average`, or a `posLabel` that does not occur.
 * @example
 * import { recallScore } from '@hml/classic/metrics';
 * recallScore(['spam', 'ham', 'spam', 'ham'], ['spam', 'ham', 'ham', 'ham'], { posLabel: 'spam' }) // 0.5
 */
export function recallScore<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options: EachClass<L>): Float64Array;
export function recallScore<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options?: AveragedClasses<L>): number;
export function recallScore(yTrue: LabelsLike, yPred: LabelsLike, options: AnyOptions = {}): number | Float64Array {
  return shares('recallScore', yTrue, yPred, options, recalls);
}

/**
 * F₁: the harmonic mean of precision and recall, which is high only where both are.
 *
 * $$ F_1 = \frac{2 P R}{P + R} = \frac{2\,\mathrm{TP}}{2\,\mathrm{TP} + \mathrm{FP} + \mathrm{FN}} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → a number; with `average: 'none'` [nClasses].
 * Numerics: a class that neither occurs nor is predicted has none; `zeroDivision` stands in for it. The averages are means of the F₁ of the
 * classes, not the F₁ of mean precision and recall.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @throws OptionError for more than two classes without an `average`, or a `posLabel` that does not occur.
 * @example
 * import { f1Score } from '@hml/classic/metrics';
 * f1Score([1, 0, 1, 0], [1, 1, 1, 0]) // 0.8
 * f1Score(['a', 'b', 'c', 'c'], ['a', 'b', 'c', 'b'], { average: 'macro' }) // 0.7777777777777777
 */
export function f1Score<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options: EachClass<L>): Float64Array;
export function f1Score<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options?: AveragedClasses<L>): number;
export function f1Score(yTrue: LabelsLike, yPred: LabelsLike, options: AnyOptions = {}): number | Float64Array {
  return shares('f1Score', yTrue, yPred, options, fscores(1));
}

/**
 * Fᵦ: a harmonic mean of precision and recall in which recall counts β times as much.
 *
 * $$ F_\beta = \frac{(1 + \beta^2)\,P R}{\beta^2 P + R} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → a number; with `average: 'none'` [nClasses].
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @throws OptionError for more than two classes without an `average`, a `posLabel` that does not occur, or a beta below 0 or left out.
 * @example
 * import { fbetaScore } from '@hml/classic/metrics';
 * fbetaScore([1, 0, 1, 0], [1, 1, 1, 0], { beta: 2 }) // 0.9090909090909091
 * @see C. van Rijsbergen, Information Retrieval, 2nd edition, 1979, chapter 7.
 */
export function fbetaScore<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options: EachClass<L> & BetaOptions): Float64Array;
export function fbetaScore<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options: AveragedClasses<L> & BetaOptions): number;
export function fbetaScore(yTrue: LabelsLike, yPred: LabelsLike, options: AnyOptions & BetaOptions): number | Float64Array {
  return shares('fbetaScore', yTrue, yPred, options, fscores(checkedBeta('fbetaScore', options?.beta)), ['beta']);
}

/** Precision, recall and F of each class, and how often each is true. */
export interface ClassScores {
  /** [nClasses] */
  readonly precision: Float64Array;
  /** [nClasses] */
  readonly recall: Float64Array;
  /** [nClasses] */
  readonly fscore: Float64Array;
  /** How often each class is true, by weight: [nClasses]. */
  readonly support: Float64Array;
}

/** Precision, recall and F of one class, or in the mean over all. */
export interface AverageScores {
  /** The precision. */
  readonly precision: number;
  /** The recall. */
  readonly recall: number;
  /** The F. */
  readonly fscore: number;
}

/**
 * {@link precisionScore}, {@link recallScore} and {@link fbetaScore} in one pass, of each class unless an `average` is asked for.
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → [nClasses] each, in ascending order of the classes.
 *
 * @throws what those throw.
 * @example
 * import { precisionRecallFscoreSupport } from '@hml/classic/metrics';
 * const { precision, recall, support } = precisionRecallFscoreSupport(['a', 'b', 'b', 'a'], ['a', 'b', 'a', 'a']);
 * precision // [0.6666666666666666, 1]
 * recall // [1, 0.5]
 * support // [2, 2]
 */
export function precisionRecallFscoreSupport<L extends Label>(
  yTrue: LabelsLike<L>,
  yPred: LabelsLike<L>,
  options: AveragedClasses<L> & Partial<BetaOptions> & { readonly average: Average },
): AverageScores;
export function precisionRecallFscoreSupport<L extends Label>(
  yTrue: LabelsLike<L>,
  yPred: LabelsLike<L>,
  options?: PrecisionRecallOptions<L> & Partial<BetaOptions> & { readonly average?: 'none' },
): ClassScores;
export function precisionRecallFscoreSupport(
  yTrue: LabelsLike,
  yPred: LabelsLike,
  options: AnyOptions & Partial<BetaOptions> = {},
): AverageScores | ClassScores {
  const where = 'precisionRecallFscoreSupport';
  checkOptions(where, options, [...known, 'beta']);
  const average = options.average ?? 'none';
  const counts = tally(where, yTrue, yPred, options, average);
  const all = scoresOf(where, counts, options, checkedBeta(where, options.beta ?? 1));
  return average === 'none' ? { ...all, support: counts.actual } : averaged(all, counts);
}

/** Precision, recall and F of each entry. */
export function scoresOf(where: string, counts: Tally, options: PrecisionRecallOptions, beta: number): Omit<ClassScores, 'support'> {
  const parts = [precisions, recalls, fscores(beta)].map((fraction) => divide(where, fraction(counts), options));
  return { precision: parts[0], recall: parts[1], fscore: parts[2] };
}

/** The means over the entries. */
export function averaged({ precision, recall, fscore }: Omit<ClassScores, 'support'>, { weights }: Pick<Tally, 'weights'>): AverageScores {
  return { precision: meanOfDefined(precision, weights), recall: meanOfDefined(recall, weights), fscore: meanOfDefined(fscore, weights) };
}

/** Shares to be: one over another for each entry. */
export interface Fraction {
  /** What the share is called. */
  readonly name: string;
  /** What stands in the way of it where the lower part is 0. */
  readonly needs: string;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

const precisions = ({ both, predicted }: Tally): Fraction => ({
  name: 'precision',
  needs: 'samples that are predicted to be in each class',
  upper: both,
  lower: predicted,
});

const recalls = ({ both, actual }: Tally): Fraction => ({ name: 'recall', needs: 'samples of each class', upper: both, lower: actual });

const fscores =
  (beta: number) =>
  (counts: Tally): Fraction => {
    if (beta === Number.POSITIVE_INFINITY) return recalls(counts);
    const { both, actual, predicted } = counts;
    const upper = both.map((value) => (1 + beta ** 2) * value);
    const lower = actual.map((value, k) => beta ** 2 * value + predicted[k]);
    return { name: 'F', needs: 'samples of each class, or predicted to be in it', upper, lower };
  };

const known: readonly string[] = ['labels', 'posLabel', 'sampleWeight', 'zeroDivision', 'onWarning', 'average'];

/** A metric that is a share for each class: border, counts, division, mean. */
export function shares(
  where: string,
  yTrue: LabelsLike,
  yPred: LabelsLike,
  options: AnyOptions,
  fraction: (counts: Tally) => Fraction,
  more: readonly string[] = [],
): number | Float64Array {
  checkOptions(where, options, [...known, ...more]);
  const average = options.average ?? 'binary';
  const counts = tally(where, yTrue, yPred, options, average);
  const values = divide(where, fraction(counts), options);
  return average === 'none' ? values : meanOfDefined(values, counts.weights);
}

/** Divides entry by entry; a share of nothing is what `zeroDivision` says. */
function divide(where: string, { name, needs, upper, lower }: Fraction, options: PrecisionRecallOptions): Float64Array {
  const { zeroDivision } = options;
  if (zeroDivision !== undefined && zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision)) {
    throw new OptionError({
      where,
      what: "option 'zeroDivision' is out of range",
      expected: '0, 1 or NaN',
      got: describeValue(zeroDivision),
    });
  }
  if (zeroDivision === undefined && lower.includes(0)) warnUndefined(where, `${name} is not defined`, needs, 0, options);
  return upper.map((value, k) => (lower[k] === 0 ? (zeroDivision ?? 0) : value / lower[k]));
}

/** The mean of the entries that are not NaN; where all of these weigh nothing, all weigh the same. */
function meanOfDefined(values: Float64Array, weights: Float64Array | undefined): number {
  let [sum, total, plain, count] = [0, 0, 0, 0];
  values.forEach((value, k) => {
    if (Number.isNaN(value)) return;
    const weight = weights?.[k] ?? 1;
    sum += weight * value;
    total += weight;
    plain += value;
    count++;
  });
  return total > 0 ? sum / total : plain / count;
}

function checkedBeta(where: string, beta: unknown): number {
  if (typeof beta === 'number' && beta >= 0) return beta;
  throw new OptionError({ where, what: "option 'beta' is out of range", expected: 'a number of 0 or more', got: describeValue(beta) });
}
