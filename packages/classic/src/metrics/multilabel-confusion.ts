import type { Tensor } from '@hml/tensor';
import { OptionError, wrap } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import type { Label, LabelsLike } from '../estimator/labels.ts';
import { readLabels } from '../estimator/labels.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { isBoolean } from '../estimator/rules.ts';
import { asWeights, weightOf } from '../estimator/targets.ts';
import type { WeightOptions } from './accuracy.ts';
import { hasRows, readIndicators } from './indicators.ts';
import { isClasses, isVector } from './rules.ts';
import { tally } from './tally.ts';

/** Options of {@link multilabelConfusionMatrix}. */
export interface MultilabelConfusionOptions<L extends Label = Label> extends WeightOptions {
  /** The classes, in this order; where samples have several labels, the columns. @defaultValue all that occur, in ascending order */
  readonly labels?: readonly L[];
  /** Whether there is a table per sample rather than per class, where samples have several labels. @defaultValue false */
  readonly samplewise?: boolean;
}

const rules: Rules<MultilabelConfusionOptions> = { sampleWeight: isVector, labels: isClasses, samplewise: isBoolean };

/**
 * A confusion matrix for each class against the rest: of samples with several labels, or of several classes.
 *
 * $$ \begin{pmatrix} \mathrm{TN}_k & \mathrm{FP}_k \\ \mathrm{FN}_k & \mathrm{TP}_k \end{pmatrix} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → [nClasses, 2, 2], rows the truth, columns the
 * prediction, no before yes; with `samplewise` [nSamples, 2, 2].
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if labels are missing, NaN or of several types.
 * @throws OptionError for `samplewise` where each sample has one label.
 * @example
 * import { multilabelConfusionMatrix } from '@hml/classic/metrics';
 * multilabelConfusionMatrix(['cat', 'dog', 'cat'], ['cat', 'cat', 'cat']).toArray() // [[[0, 1], [0, 2]], [[2, 0], [1, 0]]]
 * multilabelConfusionMatrix([[1, 0], [1, 1]], [[1, 1], [0, 1]]).toArray() // [[[0, 0], [1, 1]], [[0, 1], [0, 1]]]
 */
export function multilabelConfusionMatrix<L extends Label>(
  yTrue: LabelsLike<L>,
  yPred: LabelsLike<L>,
  options: MultilabelConfusionOptions<L> = {},
): Tensor<readonly [number, 2, 2], 'float64'> {
  const where = 'multilabelConfusionMatrix';
  checkValues(where, options, rules);
  const { samplewise = false, ...rest } = options;
  const rows = hasRows(where, 'yTrue', yTrue);
  if (samplewise && !rows) throw needsRows(where, yTrue);
  const byClass = tally(where, yTrue, yPred, rest, 'none');
  const { both, actual, predicted, either, weights } = samplewise ? tally(where, yTrue, yPred, rest, 'samples') : byClass;
  const n = both.length;
  const nSamples = rows ? readIndicators(where, 'yTrue', yTrue).nSamples : readLabels(where, 'yTrue', yTrue).codes.length;
  // added up sample after sample, as the tally is: where a class is in all samples, nothing is left
  const all = samplewise ? byClass.classes.length : weightOf(asWeights(where, rest.sampleWeight, nSamples), nSamples);
  const counts = new Float64Array(4 * n);
  for (let k = 0; k < n; k++) {
    const cells = [all - either[k], predicted[k] - both[k], actual[k] - both[k], both[k]];
    counts.set(
      cells.map((count) => count * (weights?.[k] ?? 1)),
      4 * k,
    );
  }
  return wrap(counts, [n, 2, 2]);
}

function needsRows(where: string, y: unknown): OptionError {
  const expected = 'yTrue and yPred [nSamples, nLabels] of zeros and ones';
  return new OptionError({ where, what: "option 'samplewise' is for several labels per sample", expected, got: describeValue(y) });
}
