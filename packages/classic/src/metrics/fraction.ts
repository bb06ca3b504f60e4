import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { oneOf } from '../estimator/rules.ts';
import { isClasses, isListener, isOneLabel, isVector } from './rules.ts';
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

/** The options of a metric, whichever it has of these. */
export interface AnyShareOptions extends PrecisionRecallOptions {
  readonly average?: Average | 'none';
}

/** The rules of {@link AnyShareOptions}. */
export const shareRules: Rules<AnyShareOptions> = {
  sampleWeight: isVector,
  labels: isClasses,
  posLabel: isOneLabel,
  zeroDivision: { expected: '0, 1 or NaN', accepts: (value): value is number => value === 0 || value === 1 || Number.isNaN(value) },
  onWarning: isListener,
  average: oneOf('binary', 'micro', 'macro', 'weighted', 'samples', 'none'),
};

/** Shares to be: one over another for each entry. */
export interface Fraction {
  /** What the share is called. */
  readonly name: string;
  /** What stands in the way of it where the lower part is 0. */
  readonly needs: string;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

/** A metric that is a share for each class: border, counts, division, mean. */
export function shares(
  where: string,
  yTrue: LabelsLike,
  yPred: LabelsLike,
  options: AnyShareOptions,
  fraction: (counts: Tally) => Fraction,
): number | Float64Array {
  checkValues(where, options, shareRules);
  return shareOf(where, yTrue, yPred, options, fraction);
}

/** The same once the options are checked. */
export function shareOf(
  where: string,
  yTrue: LabelsLike,
  yPred: LabelsLike,
  options: AnyShareOptions,
  fraction: (counts: Tally) => Fraction,
): number | Float64Array {
  const average = options.average ?? 'binary';
  const counts = tally(where, yTrue, yPred, options, average);
  const values = divide(where, fraction(counts), options);
  return average === 'none' ? values : meanOfDefined(values, counts.weights);
}

/** Divides entry by entry; a share of nothing is what `zeroDivision` says. */
export function divide(where: string, { name, needs, upper, lower }: Fraction, options: PrecisionRecallOptions): Float64Array {
  const { zeroDivision } = options;
  if (zeroDivision === undefined && lower.includes(0)) warnUndefined(where, `${name} is not defined`, needs, 0, options);
  return upper.map((value, k) => (lower[k] === 0 ? (zeroDivision ?? 0) : value / lower[k]));
}

/** The mean of the entries that are not NaN; where all of these weigh nothing, all weigh the same. */
export function meanOfDefined(values: Float64Array, weights: Float64Array | undefined): number {
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
