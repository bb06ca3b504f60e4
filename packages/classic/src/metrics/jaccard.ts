import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { AveragedClasses, EachClass } from './fraction.ts';
import { shares } from './fraction.ts';

/**
 * Jaccard's index: what truth and prediction have in common, over what either has.
 *
 * $$ J = \frac{|A \cap B|}{|A \cup B|} = \frac{\mathrm{TP}}{\mathrm{TP} + \mathrm{FP} + \mathrm{FN}} $$
 *
 * Shapes: yTrue and yPred [nSamples] of labels, or [nSamples, nLabels] of zeros and ones → a number; with `average: 'none'` [nClasses].
 * Numerics: a class that neither occurs nor is predicted has none; `zeroDivision` stands in for it.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if labels are missing, NaN or of several types.
 * @throws OptionError for more than two classes without an `average`, or a `posLabel` that does not occur.
 * @example
 * import { jaccardScore } from '@hml/classic/metrics';
 * jaccardScore([1, 0, 1, 0], [1, 1, 1, 0]) // 0.6666666666666666
 * jaccardScore([[1, 1], [0, 1]], [[1, 0], [0, 1]], { average: 'samples' }) // 0.75
 */
export function jaccardScore<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options: EachClass<L>): Float64Array;
export function jaccardScore<L extends Label>(yTrue: LabelsLike<L>, yPred: LabelsLike<L>, options?: AveragedClasses<L>): number;
export function jaccardScore(yTrue: LabelsLike, yPred: LabelsLike, options: AveragedClasses | EachClass = {}): number | Float64Array {
  return shares('jaccardScore', yTrue, yPred, options, ({ both, actual, predicted }) => ({
    name: 'the index',
    needs: 'samples of each class, or predicted to be in it',
    upper: both,
    lower: both.map((value, k) => actual[k] + predicted[k] - value),
  }));
}
