import { DataError } from '@hml/tensor';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { isBoolean } from '../estimator/rules.ts';
import { asVector } from '../estimator/targets.ts';
import type { ScoreOptions } from './binary.ts';
import { readScored } from './binary.ts';
import { isListener, isOneLabel, isVector } from './rules.ts';
import type { Steps } from './steps.ts';
import { cumulate, trapezoids } from './steps.ts';
import { prepended } from './sums.ts';
import type { WarningOptions } from './warning.ts';
import { warnUndefined } from './warning.ts';

/** Options of {@link rocCurve}. */
export interface RocCurveOptions<L extends Label = Label> extends ScoreOptions<L>, WarningOptions {
  /** Whether points on a straight line between their neighbours are left out: they change neither picture nor area. @defaultValue true */
  readonly dropIntermediate?: boolean;
}

const rules: Rules<RocCurveOptions> = { sampleWeight: isVector, posLabel: isOneLabel, dropIntermediate: isBoolean, onWarning: isListener };

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
  checkValues(where, options, rules);
  const steps = cumulate(readScored(where, yTrue, yScore, options));
  const kept = (options.dropIntermediate ?? true) ? withoutIntermediate(steps) : steps;
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
