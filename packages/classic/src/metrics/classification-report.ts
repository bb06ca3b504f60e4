import { OptionError } from '@hml/tensor';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { listOf } from '../estimator/rules.ts';
import { accuracyScore } from './accuracy.ts';
import type { PrecisionRecallOptions } from './fraction.ts';
import { shareRules } from './fraction.ts';
import { hasRows } from './indicators.ts';
import { readLabelPair } from './labels.ts';
import type { AverageScores } from './precision-recall.ts';
import { averaged, scoresOf } from './precision-recall.ts';
import { isClasses, isListener, isVector } from './rules.ts';
import { sumOf } from './sums.ts';
import { tableText } from './table.ts';
import type { Average } from './tally.ts';
import { tally } from './tally.ts';

/** Options of {@link classificationReport}. */
export interface ClassificationReportOptions<L extends Label = Label> extends Omit<PrecisionRecallOptions<L>, 'posLabel'> {
  /** What the table calls the classes. @defaultValue the labels */
  readonly targetNames?: readonly string[];
  /** Digits after the point in the table. @defaultValue 2 */
  readonly digits?: number;
}

const rules: Rules<ClassificationReportOptions> = {
  sampleWeight: isVector,
  labels: isClasses,
  zeroDivision: shareRules.zeroDivision,
  onWarning: isListener,
  targetNames: listOf({ expected: 'a text', accepts: (value) => typeof value === 'string' }),
  digits: {
    expected: 'a whole number from 0 to 100',
    accepts: (value): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100,
  },
};

/** One line of a {@link ClassificationReport}. */
export interface ReportLine {
  /** What the line is about: a class, or a mean. */
  readonly name: string;
  /** Of what was said to be so, the share that is. */
  readonly precision: number;
  /** Of what is so, the share that was found. */
  readonly recall: number;
  /** The harmonic mean of the two. */
  readonly f1Score: number;
  /** How many samples (by weight) are so. */
  readonly support: number;
}

/** Precision, recall and F₁ of each class and in the mean: plain data, frozen, that prints as a table. */
export class ClassificationReport {
  /** One line per class, in ascending order. */
  readonly classes: readonly ReportLine[];
  /** The means over the classes: `micro` (unless it is the accuracy), `macro`, `weighted` and, for several labels per sample, `samples`. */
  readonly averages: readonly ReportLine[];
  /** The share of right predictions; undefined where only some classes are reported, or samples have several labels. */
  readonly accuracy: number | undefined;
  readonly #digits: number;

  /** Use {@link classificationReport}. @internal */
  constructor(classes: readonly ReportLine[], averages: readonly ReportLine[], accuracy: number | undefined, digits: number) {
    this.classes = Object.freeze(classes.map((line) => Object.freeze({ ...line })));
    this.averages = Object.freeze(averages.map((line) => Object.freeze({ ...line })));
    this.accuracy = accuracy;
    this.#digits = digits;
    Object.freeze(this);
  }

  /** A table: one row per class, then accuracy and means. */
  toString(): string {
    const share = (value: number): string => value.toFixed(this.#digits);
    const count = (value: number): string => (Number.isInteger(value) ? String(value) : share(value));
    const row = ({ name, precision, recall, f1Score, support }: ReportLine): string[] => [
      name,
      ...[precision, recall, f1Score].map(share),
      count(support),
    ];
    const total = this.averages[0]?.support ?? 0;
    const accuracy = this.accuracy === undefined ? [] : [['accuracy', '', '', share(this.accuracy), count(total)]];
    const head = ['', 'precision', 'recall', 'f1-score', 'support'];
    const gap = head.map(() => '');
    return tableText([head, ...this.classes.map(row), gap, ...accuracy, ...this.averages.map(row)]);
  }

  /** What `console.log` shows in Node. @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/**
 * Precision, recall, F₁ and support of each class, with their means: the first table to look at after a classifier was fitted.
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones.
 * Numerics: a share of nothing is what `zeroDivision` says, as in {@link precisionScore}; means leave NaN out.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { classificationReport } from '@hml/classic/metrics';
 * const report = classificationReport(['cat', 'dog', 'cat', 'dog'], ['cat', 'cat', 'cat', 'dog']);
 * report.accuracy // 0.75
 * report.classes[0].name // 'cat'
 * report.classes[0].recall // 1
 * console.log(String(report).split('\n')[2]); // dog                1.00    0.50      0.67        2
 */
export function classificationReport<L extends Label>(
  yTrue: LabelsLike<L>,
  yPred: LabelsLike<L>,
  options: ClassificationReportOptions<L> = {},
): ClassificationReport {
  const where = 'classificationReport';
  checkValues(where, options, rules);
  const { targetNames, digits = 2, ...rest } = options;
  const counts = tally(where, yTrue, yPred, rest, 'none');
  const names = namesOf(where, counts.classes, targetNames);
  const scores = scoresOf(where, counts, rest, 1);
  const support = sumOf(counts.actual);
  const classes = names.map((name, k) =>
    line(name, { precision: scores.precision[k], recall: scores.recall[k], fscore: scores.fscore[k] }, counts.actual[k]),
  );

  const quiet = { ...rest, onWarning: () => undefined }; // each share was warned of once, by class
  const rows = hasRows(where, 'yTrue', yTrue);
  const whole =
    !rows && (rest.labels === undefined || readLabelPair(where, yTrue, yPred).classes.every((label) => counts.classes.includes(label)));
  const wanted: readonly Average[] = [...(whole ? [] : ['micro' as const]), 'macro', 'weighted', ...(rows ? ['samples' as const] : [])];
  const averages = wanted.map((average) => {
    const entries = tally(where, yTrue, yPred, rest, average);
    return line(`${average} avg`, averaged(scoresOf(where, entries, quiet, 1), entries), support);
  });
  const accuracy = whole
    ? accuracyScore(yTrue, yPred, rest.sampleWeight === undefined ? {} : { sampleWeight: rest.sampleWeight })
    : undefined;
  return new ClassificationReport(classes, averages, accuracy, digits);
}

function line(name: string, { precision, recall, fscore }: AverageScores, support: number): ReportLine {
  return { name, precision, recall, f1Score: fscore, support };
}

function namesOf(where: string, classes: readonly Label[], targetNames: readonly string[] = classes.map(String)): readonly string[] {
  if (targetNames.length === classes.length) return targetNames;
  throw new OptionError({
    where,
    what: 'another number of names than of classes',
    expected: `${classes.length} targetNames, for ${classes.join(', ')}`,
    got: `${targetNames.length}: ${targetNames.join(', ')}`,
  });
}
