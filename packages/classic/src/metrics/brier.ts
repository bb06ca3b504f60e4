import type { Label, LabelsLike } from '../estimator/labels.ts';
import type { VectorLike } from '../estimator/matrix-like.ts';
import { checkValues } from '../estimator/options.ts';
import type { ScoreOptions } from './binary.ts';
import { checkProbabilities, readScored, scoreRules } from './binary.ts';
import { weightedMean } from './sums.ts';

/**
 * Brier score: the mean squared error of predicted probabilities. 0 is best; always saying ½ costs ¼.
 *
 * $$ \frac{1}{\sum_i w_i} \sum_i w_i (\hat{p}_i - [y_i = 1])^2 $$
 *
 * Shapes: yTrue [nSamples] of two classes, yProba [nSamples], the probability of the positive one → a number.
 *
 * @throws ShapeError if the two differ in length.
 * @throws DataError if there are more than two classes, or values are no probabilities.
 * @throws OptionError if the classes are not named so that 1 is the positive one, and `posLabel` does not say.
 * @example
 * import { brierScoreLoss } from '@hml/classic/metrics';
 * brierScoreLoss([0, 1, 1, 0], [0.25, 1, 0.75, 0.5]) // 0.09375
 * @see G. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950).
 */
export function brierScoreLoss<L extends Label>(yTrue: LabelsLike<L>, yProba: VectorLike, options: ScoreOptions<L> = {}): number {
  const where = 'brierScoreLoss';
  checkValues(where, options, scoreRules);
  const { positive, scores, weights } = readScored(where, yTrue, yProba, options, 'yProba');
  checkProbabilities(where, 'yProba', scores);
  return weightedMean(
    scores.map((p, i) => (p - positive[i]) ** 2),
    weights,
  );
}
