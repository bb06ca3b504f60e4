import { argsort, DataError, wrap } from '@hml/tensor';
import { checkOptions } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { VectorLike } from '../estimator/matrix-like.ts';
import { asVector } from '../estimator/targets.ts';
import type { Scored, ScoreOptions } from './binary.ts';
import { readScored } from './binary.ts';
import { prepended } from './sums.ts';
import type { WarningOptions } from './warning.ts';
import { warnUndefined } from './warning.ts';

/** Options of {@link rocCurve}. */
export interface RocCurveOptions<L extends Label = Label> extends ScoreOptions<L>, WarningOptions {
  /** Whether points on a straight line between their neighbours are left out: they change neither picture nor area. @defaultValue true */
  readonly dropIntermediate?: boolean;
}

/** The points of a curve of rates, from the highest threshold to the lowest. */
export interface RocCurve {
  /** The share of negative samples with scores at or above each threshold: [nPoints]. */
  readonly fpr: Float64Array;
  /** The share of positive samples with scores at or above each threshold: [nPoints]. */
  readonly tpr: Float64Array;
  /** The thresholds; the first is Infinity, above which there is nothing: [nPoints]. */
  readonly thresholds: Float64Array;
}

/**
 * ROC curve: the rates of true and of false positives as the threshold sinks from one score to the next.
 *
 * $$ \mathrm{TPR}(t) = \frac{\sum_i w_i [y_i = 1][s_i \ge t]}{\sum_i w_i [y_i = 1]}, \qquad \mathrm{FPR}(t) = \frac{\sum_i w_i [y_i = 0][s_i \ge t]}{\sum_i w_i [y_i = 0]} $$
 *
 * Shapes: yTrue [nSamples] of two classes, yScore [nSamples] → three arrays [nPoints], from (0, 0) to (1, 1).
 * Numerics: equal scores make one step, so that their order does not matter. Where one of the classes is missing its rate is NaN, with a warning.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if there are more than two classes, or scores are missing or not finite.
 * @throws OptionError if the classes are not named so that 1 is the positive one, and `posLabel` does not say.
 * @example
 * import { rocCurve } from '@hml/classic/metrics';
 * const { fpr, tpr, thresholds } = rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * fpr // [0, 0, 0.5, 0.5, 1]
 * tpr // [0, 0.5, 0.5, 1, 1]
 * thresholds // [Infinity, 0.8, 0.4, 0.35, 0.1]
 */
export function rocCurve<L extends Label>(yTrue: LabelsLike<L>, yScore: VectorLike, options: RocCurveOptions<L> = {}): RocCurve {
  const where = 'rocCurve';
  checkOptions(where, options, ['posLabel', 'sampleWeight', 'dropIntermediate', 'onWarning']);
  const steps = cumulate(readScored(where, yTrue, yScore, options));
  const kept = options.dropIntermediate === false ? steps : withoutIntermediate(steps);
  return {
    fpr: rates(where, kept.falsePositives, 'the rate of false positives', 'samples of the negative class', options),
    tpr: rates(where, kept.truePositives, 'the rate of true positives', 'samples of the positive class', options),
    thresholds: prepended(Number.POSITIVE_INFINITY, kept.thresholds),
  };
}

/**
 * The area under a curve, by trapezoids.
 *
 * $$ \sum_i \tfrac12 (x_{i+1} - x_i)(y_{i+1} + y_i) $$
 *
 * Shapes: x and y [n], x ascending or descending → a number.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if there are fewer than two points, x goes back and forth, or values are missing or not finite.
 * @example
 * import { auc } from '@hml/classic/metrics';
 * auc([0, 0.5, 1], [0, 1, 1]) // 0.75
 */
export function auc(x: VectorLike, y: VectorLike): number {
  const ys = asVector('auc', y, y instanceof Object && 'length' in y ? y.length : y.size, 'y');
  const xs = asVector('auc', x, ys.length, 'x');
  if (xs.length < 2) throw new DataError({ where: 'auc', what: 'one point has no area', expected: 'at least 2 points', got: '1' });
  const steps = xs.subarray(1).map((value, i) => value - xs[i]);
  const rising = steps.every((step) => step >= 0);
  if (!rising && steps.some((step) => step > 0)) {
    throw new DataError({
      where: 'auc',
      what: 'x goes back and forth',
      expected: 'x ascending or descending',
      got: `x [${xs.length}]`,
      fix: 'sort the points by x',
    });
  }
  return (rising ? 1 : -1) * trapezoids(xs, ys);
}

/** The area under points whose x ascend. */
export function trapezoids(x: Float64Array, y: Float64Array): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) area += ((x[i] - x[i - 1]) * (y[i] + y[i - 1])) / 2;
  return area;
}

/** What lies at or above each of the different scores, from the highest down. */
export interface Steps {
  readonly falsePositives: Float64Array;
  readonly truePositives: Float64Array;
  readonly thresholds: Float64Array;
}

/** Adds up weights from the highest score down; samples of weight 0 make no step. */
export function cumulate({ positive, scores, weights }: Scored): Steps {
  const sorted = argsort(wrap(scores), -1, { descending: true }).toTypedArray();
  const order = weights === undefined ? sorted : sorted.filter((i) => weights[i] > 0);
  const [falsePositives, truePositives, thresholds]: [number[], number[], number[]] = [[], [], []];
  let [fp, tp] = [0, 0];
  order.forEach((i, place) => {
    const weight = weights?.[i] ?? 1;
    if (positive[i] === 1) tp += weight;
    else fp += weight;
    if (place + 1 < order.length && scores[order[place + 1]] === scores[i]) return;
    falsePositives.push(fp);
    truePositives.push(tp);
    thresholds.push(scores[i]);
  });
  return {
    falsePositives: Float64Array.from(falsePositives),
    truePositives: Float64Array.from(truePositives),
    thresholds: Float64Array.from(thresholds),
  };
}

/** Leaves out the steps that lie on a straight line between their neighbours. */
function withoutIntermediate(steps: Steps): Steps {
  const { falsePositives: fp, truePositives: tp } = steps;
  const bends = (counts: Float64Array, i: number): boolean => counts[i + 1] - counts[i] !== counts[i] - counts[i - 1];
  const keep = (_: number, i: number): boolean => i === 0 || i === fp.length - 1 || bends(fp, i) || bends(tp, i);
  return { falsePositives: fp.filter(keep), truePositives: tp.filter(keep), thresholds: steps.thresholds.filter(keep) };
}

function rates(where: string, counts: Float64Array, name: string, needs: string, options: WarningOptions): Float64Array {
  const all = counts[counts.length - 1];
  if (all === 0) warnUndefined(where, `${name} is not defined`, needs, Number.NaN, options);
  return prepended(0, counts).map((count) => count / all);
}
