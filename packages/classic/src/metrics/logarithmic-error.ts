import { DataError, log1p } from '@hml/tensor';
import type { MatrixLike, VectorLike } from '../estimator/matrix-like.ts';
import { mapped } from './mapped.ts';
import type { OutputOptions } from './outputs.ts';
import { compare, eachOutput, outputRules, overOutputs } from './outputs.ts';
import type { AveragedOutputs, RawOutputs } from './regression-options.ts';
import { weightedMean } from './sums.ts';

/**
 * Mean squared logarithmic error: errors count by their ratio, so that 10 for 20 is as wrong as 100 for 200; over several outputs the mean of
 * theirs.
 *
 * $$ \mathrm{MSLE} = \frac{\sum_i w_i \big(\log(1 + y_i) - \log(1 + \hat{y}_i)\big)^2}{\sum_i w_i} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if a value is negative, missing or not finite.
 * @example
 * import { meanSquaredLogError } from '@hml/classic/metrics';
 * meanSquaredLogError([0, 9], [0, 99]) // 2.6509…
 */
export function meanSquaredLogError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawOutputs): Float64Array;
export function meanSquaredLogError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedOutputs): number;
export function meanSquaredLogError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions = {},
): number | Float64Array {
  const where = 'meanSquaredLogError';
  return overOutputs(where, logSquares(where, yTrue, yPred, options), options.multioutput);
}

/**
 * Root of the {@link meanSquaredLogError}; over several outputs the mean of their roots.
 *
 * $$ \mathrm{RMSLE} = \sqrt{\frac{\sum_i w_i \big(\log(1 + y_i) - \log(1 + \hat{y}_i)\big)^2}{\sum_i w_i}} $$
 *
 * Shapes: yTrue and yPred [nSamples] or [nSamples, nOutputs] → a number; with `multioutput: 'rawValues'` [nOutputs].
 *
 * @throws ShapeError if the two differ in shape.
 * @throws DataError if a value is negative, missing or not finite.
 * @example
 * import { rootMeanSquaredLogError } from '@hml/classic/metrics';
 * rootMeanSquaredLogError([9, 9], [99, 99]) // 2.3025…
 */
export function rootMeanSquaredLogError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: RawOutputs): Float64Array;
export function rootMeanSquaredLogError(yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options?: AveragedOutputs): number;
export function rootMeanSquaredLogError(
  yTrue: VectorLike | MatrixLike,
  yPred: VectorLike | MatrixLike,
  options: OutputOptions = {},
): number | Float64Array {
  const where = 'rootMeanSquaredLogError';
  return overOutputs(where, logSquares(where, yTrue, yPred, options).map(Math.sqrt), options.multioutput);
}

function logSquares(where: string, yTrue: VectorLike | MatrixLike, yPred: VectorLike | MatrixLike, options: OutputOptions): Float64Array {
  const both = compare(where, yTrue, yPred, options, outputRules);
  const negative = [...both.truth.data, ...both.prediction].find((value) => value < 0);
  if (negative !== undefined) {
    throw new DataError({ where, what: 'a value is negative', expected: 'yTrue and yPred of 0 or more', got: String(negative) });
  }
  return eachOutput(both, (y, predicted) => {
    const [a, b] = [mapped(log1p, y), mapped(log1p, predicted)];
    return weightedMean(
      a.map((value, i) => (value - b[i]) ** 2),
      both.weights,
    );
  });
}
