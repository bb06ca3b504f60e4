import { OptionError } from '@hml/tensor';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import type { AnyShareOptions, AveragedClasses, EachClass, Fraction, PrecisionRecallOptions } from './fraction.ts';
import { divide, meanOfDefined, shareOf, shareRules, shares } from './fraction.ts';
import type { Average, Tally } from './tally.ts';
import { tally } from './tally.ts';

/** How much recall counts beside precision. */
export interface BetaOptions {
  /** $\beta \ge 0$: recall counts β times as much as precision; 0 is precision alone, Infinity recall alone. */
  readonly beta: number;
}

const betaRules: Rules<AnyShareOptions & Partial<BetaOptions>> = {
  ...shareRules,
  beta: { expected: 'a number of 0 or more', accepts: (value): value is number => typeof value === 'number' && value >= 0 },
};

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
export function precisionScore(yTrue: LabelsLike, yPred: LabelsLike, options: AnyShareOptions = {}): number | Float64Array {
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
export function recallScore(yTrue: LabelsLike, yPred: LabelsLike, options: AnyShareOptions = {}): number | Float64Array {
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
export function f1Score(yTrue: LabelsLike, yPred: LabelsLike, options: AnyShareOptions = {}): number | Float64Array {
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
export function fbetaScore(
  yTrue: LabelsLike,
  yPred: LabelsLike,
  options: AnyShareOptions & Partial<BetaOptions> = {},
): number | Float64Array {
  const where = 'fbetaScore';
  checkValues(where, options, betaRules);
  const { beta } = options;
  if (beta === undefined) throw betaMissing(where);
  return shareOf(where, yTrue, yPred, options, fscores(beta));
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
  options: AnyShareOptions & Partial<BetaOptions> = {},
): AverageScores | ClassScores {
  const where = 'precisionRecallFscoreSupport';
  checkValues(where, options, betaRules);
  const average = options.average ?? 'none';
  const counts = tally(where, yTrue, yPred, options, average);
  const all = scoresOf(where, counts, options, options.beta ?? 1);
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

function betaMissing(where: string): OptionError {
  return new OptionError({
    where,
    what: "option 'beta' is missing",
    expected: 'a number of 0 or more',
    got: 'none',
    fix: 'f1Score is F for a beta of 1',
  });
}
