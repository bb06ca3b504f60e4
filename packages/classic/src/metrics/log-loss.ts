import { log, ShapeError } from '@hml/tensor';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import { readLabels } from '../estimator/labels.ts';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { isBoolean } from '../estimator/rules.ts';
import { asTargets, asWeights } from '../estimator/targets.ts';
import { consoleOnce } from '../estimator/warning.ts';
import { checkProbabilities } from './binary.ts';
import { hasRows, readIndicators } from './indicators.ts';
import { mapped } from './mapped.ts';
import { oneColumnPerClass, severalClasses } from './one-vs-rest.ts';
import { isClasses, isListener, isVector } from './rules.ts';
import { sumOf, weightedMean, weightedSum } from './sums.ts';
import type { WarningOptions } from './warning.ts';
import { DataWarning } from './warning.ts';

/** Options of {@link logLoss}. */
export interface LogLossOptions<L extends Label = Label> extends WarningOptions {
  /** All classes in ascending order, one per column of the probabilities. @defaultValue those that occur */
  readonly labels?: readonly L[];
  /** Whether the result is a mean, or else a (weighted) sum. @defaultValue true */
  readonly normalize?: boolean;
  /** Weights $w_i \ge 0$, one per sample. @defaultValue all 1 */
  readonly sampleWeight?: VectorLike;
}

const rules: Rules<LogLossOptions> = { sampleWeight: isVector, labels: isClasses, normalize: isBoolean, onWarning: isListener };

/**
 * Log loss, also called cross-entropy: how surprised the predicted probabilities are by the true classes, in nats.
 *
 * $$ -\frac{1}{\sum_i w_i} \sum_i w_i \log \hat{p}_{i, y_i} $$
 *
 * Shapes: yTrue [nSamples] of labels, or [nSamples, nLabels] of zeros and ones; yProba [nSamples, nClasses], columns in ascending order of the
 * classes, or of two classes [nSamples], the probability of the last → a number.
 * Numerics: probabilities are kept within [ε, 1 − ε], $\varepsilon = 2^{-52}$, so that one certain error costs 36 nats rather than infinity.
 * Rows that do not sum to 1 are scaled so that they do, with a warning.
 *
 * @throws ShapeError if the two do not fit.
 * @throws DataError if only one class occurs and `labels` does not name the others, or values are no probabilities.
 * @example
 * import { logLoss } from '@hml/classic/metrics';
 * logLoss(['spam', 'ham', 'ham', 'spam'], [[0.1, 0.9], [0.9, 0.1], [0.8, 0.2], [0.35, 0.65]]) // 0.2161…
 * logLoss([1, 0], [0.75, 0.5]) // 0.4904…
 */
export function logLoss<L extends Label>(yTrue: LabelsLike<L>, yProba: VectorLike | MatrixLike, options: LogLossOptions<L> = {}): number {
  const where = 'logLoss';
  checkValues(where, options, rules);
  const truth = hasRows(where, 'yTrue', yTrue) ? readIndicators(where, 'yTrue', yTrue) : readClasses(where, yTrue, options.labels);
  const { nSamples, nLabels } = truth;
  const weights = asWeights(where, options.sampleWeight, nSamples);
  const probabilities = readProbabilities(where, yProba, nSamples, nLabels);
  if (scaleRows(probabilities, nLabels) > 1e-6) {
    const { onWarning = consoleOnce() } = options;
    const expected = 'the probabilities of each sample to sum to 1';
    onWarning(new DataWarning({ where, what: 'rows do not sum to 1', expected, got: 'other sums; they were scaled' }));
  }
  const logs = mapped(log, probabilities);
  const terms = truth.data.map((is, at) => (is === 0 ? 0 : -logs[at]));
  const losses = Float64Array.from({ length: nSamples }, (_, i) => sumOf(terms.slice(i * nLabels, (i + 1) * nLabels)));
  return (options.normalize ?? true) ? weightedMean(losses, weights) : weightedSum(nSamples, weights, (i) => losses[i]);
}

function readClasses(where: string, yTrue: LabelsLike, given: readonly Label[] | undefined): ReturnType<typeof oneColumnPerClass> {
  const labels = readLabels(where, 'yTrue', yTrue);
  return oneColumnPerClass(labels, severalClasses(where, labels, given));
}

/** Probabilities [nSamples, nClasses], kept within [ε, 1 − ε]. */
function readProbabilities(where: string, yProba: VectorLike | MatrixLike, nSamples: number, nClasses: number): Float64Array {
  const { data, nOutputs } = asTargets(where, yProba, nSamples, 'yProba');
  checkProbabilities(where, 'yProba', data);
  const kept = (p: number): number => Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON);
  if (nOutputs === nClasses) return data.map(kept);
  if (nOutputs === 1 && nClasses === 2)
    return Float64Array.from({ length: 2 * nSamples }, (_, at) => kept(at % 2 === 1 ? data[at >> 1] : 1 - data[at >> 1]));
  throw new ShapeError({
    where,
    what: 'another number of probabilities than of classes',
    expected: `yProba [${nSamples}, ${nClasses}], one column per class`,
    got: `yProba [${nSamples}, ${nOutputs}]`,
    fix: '{ labels: all the classes in ascending order } where some do not occur in yTrue',
  });
}

/** Scales rows so that they sum to 1; returns how far off the worst of them was. */
function scaleRows(values: Float64Array, k: number): number {
  let worst = 0;
  for (let start = 0; start < values.length; start += k) {
    const row = values.subarray(start, start + k);
    const sum = row.reduce((total, value) => total + value, 0);
    worst = Math.max(worst, Math.abs(sum - 1));
    row.forEach((value, j) => {
      row[j] = value / sum;
    });
  }
  return worst;
}
