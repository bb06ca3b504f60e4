import type { LabelsLike } from '../estimator/labels.ts';
import type { Rules } from '../estimator/options.ts';
import { checkValues } from '../estimator/options.ts';
import { numberFrom } from '../estimator/rules.ts';
import { overlaps } from './contingency.ts';
import { entropy, information } from './mutual-information.ts';

/** How much completeness counts beside homogeneity. */
export interface VMeasureOptions {
  /** $\beta \ge 0$: completeness counts β times as much as homogeneity. @defaultValue 1 */
  readonly beta?: number;
}

const rules: Rules<VMeasureOptions> = { beta: numberFrom(0) };

/**
 * Homogeneity: whether each cluster holds samples of one class only. 1 if so.
 *
 * $$ h = 1 - \frac{H(\text{class} \mid \text{cluster})}{H(\text{class})} = \frac{I}{H(\text{class})} $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → a number from 0 to 1; 1 if there is only one class.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { homogeneityScore } from '@hml/classic/metrics';
 * homogeneityScore([0, 0, 1, 1], [0, 1, 2, 3]) // 1
 */
export function homogeneityScore(labelsTrue: LabelsLike, labelsPred: LabelsLike): number {
  return vMeasure('homogeneityScore', labelsTrue, labelsPred).homogeneity;
}

/**
 * Completeness: whether all samples of a class lie in the same cluster. 1 if so.
 *
 * $$ c = 1 - \frac{H(\text{cluster} \mid \text{class})}{H(\text{cluster})} = \frac{I}{H(\text{cluster})} $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → a number from 0 to 1; 1 if there is only one cluster.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @example
 * import { completenessScore } from '@hml/classic/metrics';
 * completenessScore([0, 0, 1, 1], [0, 0, 0, 0]) // 1
 */
export function completenessScore(labelsTrue: LabelsLike, labelsPred: LabelsLike): number {
  return vMeasure('completenessScore', labelsTrue, labelsPred).completeness;
}

/**
 * V-measure: the harmonic mean of {@link homogeneityScore} and {@link completenessScore}. With β = 1 it is
 * {@link normalizedMutualInfoScore}.
 *
 * $$ V_\beta = \frac{(1 + \beta)\, h\, c}{\beta h + c} $$
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → a number from 0 to 1.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @throws OptionError for a beta below 0.
 * @example
 * import { vMeasureScore } from '@hml/classic/metrics';
 * vMeasureScore([0, 0, 1, 1], [0, 0, 1, 2]) // 0.8
 * @see A. Rosenberg, J. Hirschberg, "V-Measure: a conditional entropy-based external cluster evaluation measure", EMNLP 2007.
 */
export function vMeasureScore(labelsTrue: LabelsLike, labelsPred: LabelsLike, options: VMeasureOptions = {}): number {
  return vMeasure('vMeasureScore', labelsTrue, labelsPred, options).vMeasure;
}

/** What {@link homogeneityCompletenessVMeasure} gives. */
export interface HomogeneityCompletenessVMeasure {
  /** Whether each cluster holds samples of one class only. */
  readonly homogeneity: number;
  /** Whether all samples of a class lie in the same cluster. */
  readonly completeness: number;
  /** The harmonic mean of the two. */
  readonly vMeasure: number;
}

/**
 * {@link homogeneityScore}, {@link completenessScore} and {@link vMeasureScore} in one pass.
 *
 * Shapes: labelsTrue and labelsPred [nSamples] → three numbers from 0 to 1.
 *
 * @throws what those throw.
 * @example
 * import { homogeneityCompletenessVMeasure } from '@hml/classic/metrics';
 * homogeneityCompletenessVMeasure([0, 0, 1, 1], [0, 0, 1, 1]) // { homogeneity: 1, completeness: 1, vMeasure: 1 }
 */
export function homogeneityCompletenessVMeasure(
  labelsTrue: LabelsLike,
  labelsPred: LabelsLike,
  options: VMeasureOptions = {},
): HomogeneityCompletenessVMeasure {
  return vMeasure('homogeneityCompletenessVMeasure', labelsTrue, labelsPred, options);
}

function vMeasure(
  where: string,
  labelsTrue: LabelsLike,
  labelsPred: LabelsLike,
  options: VMeasureOptions = {},
): HomogeneityCompletenessVMeasure {
  checkValues(where, options, rules);
  const { beta = 1 } = options;
  const table = overlaps(where, labelsTrue, labelsPred);
  const shared = information(table);
  const [first, second] = [entropy(table.rows), entropy(table.columns)];
  const homogeneity = first === 0 ? 1 : shared / first;
  const completeness = second === 0 ? 1 : shared / second;
  const lower = beta * homogeneity + completeness;
  return { homogeneity, completeness, vMeasure: lower === 0 ? 0 : ((1 + beta) * homogeneity * completeness) / lower };
}
