import { type CreationOptions, generated } from '../creation.ts';
import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { describeValue } from '../text.ts';

/** Options of `eye`. */
export interface EyeOptions<D extends DType = DType> extends CreationOptions<D> {
  /** Which diagonal holds the ones: 0 is the main one, positive ones lie above. @defaultValue 0 */
  readonly k?: number;
}

/**
 * The identity matrix, or ones on another diagonal.
 *
 * $$ y_{ij} = [\,j - i = k\,] $$
 *
 * Shapes: [n, m], square if m is not given. Dtype: float64 or the one asked for.
 *
 * @throws ShapeError for sizes that are no whole numbers.
 * @example
 * import { eye } from '@hml/tensor';
 * eye(2).toArray() // [[1, 0], [0, 1]]
 * eye(2, 3, { k: 1 }).toArray() // [[0, 1, 0], [0, 0, 1]]
 */
export function eye<const N extends number, const M extends number = N, D extends DType = 'float64'>(
  n: N,
  m?: M,
  options?: EyeOptions<D>,
): Tensor<readonly [N, M], NoInfer<D>>;
export function eye(n: number, m = n, options?: EyeOptions): Tensor {
  const { k, dtype } = withDefaults('eye', { k: 0, dtype: 'float64' }, options);
  if (typeof m === 'object') {
    const [where, what] = ['eye', 'not a number of columns'];
    throw new ShapeError({ where, what, expected: 'a whole number', got: describeValue(m), fix: 'eye(n, n, options)' });
  }
  return generated('eye', [n, m], dtype, (at) => Number((at % m) - Math.floor(at / m) === k));
}
