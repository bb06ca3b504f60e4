import type { DType } from '../dtype.ts';
import { DataError, OptionError, ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { sameShape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cast } from './cast.ts';
import { indexAdd } from './index-add.ts';
import { indexTensor } from './take.ts';

/** Options of {@link bincount}. */
export interface BincountOptions<D extends DType = DType> {
  /** What each element counts for, a vector as long as `x`. @defaultValue 1 for each */
  readonly weights?: TensorLike<readonly [number], D>;
  /** The least length of the result. @defaultValue 0 */
  readonly minLength?: number;
}

/**
 * How often each number occurs in a vector of whole numbers.
 *
 * $$ y_k = \sum_{i : x_i = k} w_i, \qquad \bar w_i = \bar y_{x_i} $$
 *
 * Shapes: x [n] → y [max(x) + 1], or [minLength] if that is longer. Dtype: that of the weights; int32 without.
 * How long the result is depends on the values, so it cannot be traced.
 *
 * @throws DataError for a negative number, and under a trace; ShapeError unless `x` is a vector as long as its weights;
 * DTypeError for fractions; OptionError unless `minLength` is a whole number ≥ 0.
 * @example
 * import { bincount, tensor } from '@hml/tensor';
 * bincount(tensor([0, 2, 2], { dtype: 'int32' })).toArray() // [1, 0, 2]
 * bincount(tensor([0, 2, 2], { dtype: 'int32' }), { weights: tensor([0.5, 1, 1]), minLength: 4 }).toArray() // [0.5, 0, 2, 0]
 */
export function bincount<D extends DType = 'int32'>(
  x: TensorLike<readonly [number], 'int32' | 'uint8'>,
  options?: BincountOptions<D>,
): Tensor<readonly [number], D>;
export function bincount(operand: TensorLike, options?: BincountOptions): Tensor {
  const { weights, minLength } = withDefaults('bincount', { weights: undefined, minLength: 0 }, options);
  const given = asTensor('bincount', operand);
  const x = indexTensor('bincount', given, given);
  const numbers = x.toTypedArray();
  const units = weights === undefined ? cast(x.equal(x), 'int32') : asTensor('bincount', weights);
  if (x.ndim !== 1 || !sameShape(x.shape, units.shape)) {
    const got = `x ${shapeText(x.shape)} and weights ${shapeText(units.shape)}`;
    throw new ShapeError({ where: 'bincount', what: 'not vectors of one length', expected: 'x [n] and weights [n]', got });
  }
  if (!Number.isInteger(minLength) || minLength < 0) {
    throw new OptionError({ where: 'bincount', what: 'not a length', expected: 'minLength, a whole number ≥ 0', got: String(minLength) });
  }
  let [least, most] = [0, -1];
  for (const k of numbers) {
    if (k < least) least = k;
    if (k > most) most = k;
  }
  if (least < 0) {
    throw new DataError({ where: 'bincount', what: 'a negative number', expected: 'whole numbers ≥ 0', got: String(least) });
  }
  const bins = Math.max(most + 1, minLength);
  const empty = cast(x.like(new Uint8Array(bins), [bins], 'uint8'), units.dtype);
  return indexAdd(empty, x, units);
}
