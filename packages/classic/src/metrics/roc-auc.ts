import { DataError, OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label, Labels, LabelsLike } from '../estimator/labels.ts';
import { places, readLabels } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { oneOf } from '../estimator/rules.ts';
import { asWeights } from '../estimator/targets.ts';
import type { Scored } from './binary.ts';
import { hasRows, readIndicators, readScores } from './indicators.ts';
import { columnClasses, oneColumnPerClass, readScoreRows } from './one-vs-rest.ts';
import { isClasses, isVector } from './rules.ts';
import type { ScoreAverage } from './score-average.ts';
import { againstRest, isScoreAverage } from './score-average.ts';
import { cumulate, trapezoids } from './steps.ts';
import { appended, prepended, weightedMean } from './sums.ts';

/** Options of {@link rocAucScore}. */
export interface RocAucOptions<L extends Label = Label> {
  /** How several classes become one number. @defaultValue 'macro' */
  readonly average?: ScoreAverage;
  /** Of more than two classes: each against the rest (`'ovr'`), or each against each other (`'ovo'`). No default. */
  readonly multiClass?: 'ovr' | 'ovo';
  /** All classes in ascending order, one per column of the scores. @defaultValue those that occur */
  readonly labels?: readonly L[];
  /** Only the part of the curve up to this rate of false positives, standardized so that chance is ½; two classes only. @defaultValue 1 */
  readonly maxFpr?: number;
  /** Weights $w_i \ge 0$, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

/** {@link RocAucOptions} for one value per class. */
export interface RocAucPerClass<L extends Label = Label> extends Omit<RocAucOptions<L>, 'average' | 'maxFpr'> {
  /** One value per class, in an array. */
  readonly average: 'none';
}

interface AnyOptions extends Omit<RocAucOptions, 'average'> {
  readonly average?: ScoreAverage | 'none';
}

const rules: Rules<AnyOptions> = {
  sampleWeight: isVector,
  average: isScoreAverage,
  multiClass: oneOf('ovr', 'ovo'),
  labels: isClasses,
  maxFpr: {
    expected: 'a number above 0, up to 1',
    accepts: (value): value is number => typeof value === 'number' && value > 0 && value <= 1,
  },
};

/**
 * Area under the ROC curve: how likely a random positive sample scores higher than a random negative one. ½ is chance, 1 is perfect.
 *
 * $$ \mathrm{AUC} = P(s_+ > s_-) + \tfrac12 P(s_+ = s_-) $$
 *
 * Shapes: yTrue [nSamples] of two classes and yScore [nSamples], where the last class in ascending order is the positive one; more classes
 * with yScore [nSamples, nClasses] of probabilities and `multiClass`; or yTrue [nSamples, nLabels] of zeros and ones with scores alike → a
 * number, or [nClasses] with `average: 'none'`.
 * Cost: $O(n \log n)$ per class; $O(K^2 n \log n)$ for `'ovo'`.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError if one of the classes does not occur, scores of several classes do not sum to 1, or scores are missing or not finite.
 * @throws OptionError for more than two classes without `multiClass`, and for options that do not go together.
 * @example
 * import { rocAucScore } from '@hml/classic/metrics';
 * rocAucScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.75
 * const probabilities = [[0.8, 0.1, 0.1], [0.4, 0.3, 0.3], [0.1, 0.2, 0.7], [0.3, 0.4, 0.3]];
 * rocAucScore(['a', 'b', 'c', 'a'], probabilities, { multiClass: 'ovr' }) // 0.8055555555555557
 * @see D. Hand, R. Till, "A simple generalisation of the area under the ROC curve for multiple class classification problems", Machine
 * Learning 45 (2001), for `'ovo'`; D. McClish, "Analyzing a portion of the ROC curve", Medical Decision Making 9 (1989), for `maxFpr`.
 */
export function rocAucScore<L extends Label>(
  yTrue: LabelsLike<L>,
  yScore: VectorLike | MatrixLike,
  options: RocAucPerClass<L>,
): Float64Array;
export function rocAucScore<L extends Label>(yTrue: LabelsLike<L>, yScore: VectorLike | MatrixLike, options?: RocAucOptions<L>): number;
export function rocAucScore(yTrue: LabelsLike, yScore: VectorLike | MatrixLike, options: AnyOptions = {}): number | Float64Array {
  checkValues(where, options, rules);
  const { average = 'macro', maxFpr = 1 } = options;
  if (hasRows(where, 'yTrue', yTrue)) {
    const truth = readIndicators(where, 'yTrue', yTrue);
    const scores = readScoreRows(
      where,
      yScore,
      truth.nSamples,
      Array.from({ length: truth.nLabels }, (_, k) => k),
    );
    const weights = asWeights(where, options.sampleWeight, truth.nSamples);
    return againstRest(truth, scores, weights, average, (scored) => area(scored, maxFpr));
  }
  const labels = readLabels(where, 'yTrue', yTrue);
  const classes = columnClasses(where, labels, options.labels);
  const weights = asWeights(where, options.sampleWeight, labels.codes.length);
  if (classes.length > 2) return ofClasses(labels, classes, readScoreRows(where, yScore, labels.codes.length, classes), weights, options);
  const positive = Uint8Array.from(places(labels, classes), (k) => Number(k === 1));
  return area({ positive, scores: readScores(where, 'yScore', yScore, labels.codes.length), weights }, maxFpr);
}

const where = 'rocAucScore';

/** The area under the curve of two classes, or the standardized part of it. */
function area(scored: Scored, maxFpr: number): number {
  const { falsePositives, truePositives } = cumulate(scored);
  const last = falsePositives.length - 1;
  const [negatives, positives] = [falsePositives[last], truePositives[last]];
  if (!(negatives > 0 && positives > 0)) {
    const got = 'samples of one class only';
    throw new DataError({ where, what: 'the area is not defined', expected: 'samples of both classes', got });
  }
  const fpr = prepended(0, falsePositives).map((count) => count / negatives);
  const tpr = prepended(0, truePositives).map((count) => count / positives);
  if (maxFpr === 1) return trapezoids(fpr, tpr);
  const end = fpr.findIndex((rate) => rate > maxFpr);
  const slope = (tpr[end] - tpr[end - 1]) / (fpr[end] - fpr[end - 1]);
  const height = tpr[end - 1] + slope * (maxFpr - fpr[end - 1]);
  const part = trapezoids(appended(fpr.subarray(0, end), maxFpr), appended(tpr.subarray(0, end), height));
  const chance = maxFpr ** 2 / 2;
  return (1 + (part - chance) / (maxFpr - chance)) / 2;
}

function ofClasses(
  labels: Labels<Label>,
  classes: readonly Label[],
  scores: Float64Array,
  weights: Float64Array | undefined,
  { multiClass, average = 'macro', maxFpr = 1 }: AnyOptions,
): number | Float64Array {
  const refuse = (what: string, expected: string, got: string): OptionError => new OptionError({ where, what, expected, got });
  if (maxFpr !== 1) throw refuse("option 'maxFpr' is for two classes", 'no maxFpr', `maxFpr ${maxFpr} and ${classes.length} classes`);
  checkSums(scores, classes.length);
  if (multiClass === 'ovr') {
    if (average === 'samples')
      throw refuse("average 'samples' is for several labels per sample", "'macro', 'weighted', 'micro' or 'none'", "'samples'");
    return againstRest(oneColumnPerClass(labels, classes), scores, weights, average, (scored) => area(scored, 1));
  }
  if (multiClass !== 'ovo') {
    throw refuse(
      'more than two classes',
      "multiClass: 'ovr' (each against the rest) or 'ovo' (each against each other)",
      `${classes.length} classes, multiClass ${describeValue(multiClass)}`,
    );
  }
  if (average !== 'macro' && average !== 'weighted')
    throw refuse("this average is not for 'ovo'", "'macro' or 'weighted'", describeValue(average));
  if (weights !== undefined) throw refuse("option 'sampleWeight' is not for 'ovo'", "multiClass: 'ovr', or no weights", 'both');
  return eachAgainstEach(places(labels, classes), classes.length, scores, average === 'weighted');
}

/** The mean over the pairs of classes of the mean of both areas of the pair. */
function eachAgainstEach(labels: Int32Array, k: number, scores: Float64Array, byPrevalence: boolean): number {
  const [areas, prevalences]: [number[], number[]] = [[], []];
  for (let a = 0; a < k; a++) {
    for (let b = a + 1; b < k; b++) {
      const pair = Int32Array.from(labels.keys()).filter((i) => labels[i] === a || labels[i] === b);
      const of = (c: number): number =>
        area(
          {
            positive: Uint8Array.from(pair, (i) => Number(labels[i] === c)),
            scores: Float64Array.from(pair, (i) => scores[i * k + c]),
            weights: undefined,
          },
          1,
        );
      areas.push((of(a) + of(b)) / 2);
      prevalences.push(pair.length);
    }
  }
  return weightedMean(Float64Array.from(areas), byPrevalence ? Float64Array.from(prevalences) : undefined);
}

function checkSums(scores: Float64Array, k: number): void {
  for (let at = 0; at < scores.length; at += k) {
    const sum = scores.subarray(at, at + k).reduce((total, value) => total + value, 0);
    if (Math.abs(sum - 1) <= 1e-5) continue;
    const fix = 'give probabilities (predictProba), not decision values';
    throw new DataError({
      where,
      what: 'the scores of a sample are no probabilities',
      expected: 'rows that sum to 1',
      got: `${sum} in row ${at / k}`,
      fix,
    });
  }
}
