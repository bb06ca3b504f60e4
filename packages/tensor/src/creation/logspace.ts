import { generated } from '../creation.ts';
import type { DType } from '../dtype.ts';
import { powOf } from '../math/pow.ts';
import { withDefaults } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type LinspaceOptions, spaced } from './linspace.ts';

/** Options of `logspace`. */
export interface LogspaceOptions<D extends DType = DType> extends LinspaceOptions<D> {
  /** The base of the powers. @defaultValue 10 */
  readonly base?: number;
}

/**
 * A given number of powers with evenly spaced exponents from `start` to `stop`.
 *
 * $$ y_i = b^{e_i}, \qquad e_i = \text{start} + i\,\frac{\text{stop} - \text{start}}{n - 1} $$
 *
 * Shapes: [num]. Dtype: float64 or the one asked for. Without the endpoint, $n$ takes the place of $n - 1$. Note that `start` and `stop`
 * are exponents, as in NumPy: `logspace(0, 3)` runs from 1 to 1000.
 *
 * @throws OptionError for exponents that are not finite; ShapeError for a count that is no whole number; DTypeError for elements that
 * the asked type cannot hold.
 * @example
 * import { logspace } from '@hml/tensor';
 * logspace(-1, 2, 4).toArray() // [0.1, 1, 10, 100]
 * logspace(0, 4, 5, { base: 2 }).toArray() // [1, 2, 4, 8, 16]
 */
export function logspace<const N extends number = 50, D extends DType = 'float64'>(
  start: number,
  stop: number,
  num?: N,
  options?: LogspaceOptions<D>,
): Tensor<readonly [N], NoInfer<D>>;
export function logspace(start: number, stop: number, num = 50, options?: LogspaceOptions): Tensor {
  const { base, endpoint, dtype } = withDefaults('logspace', { base: 10, endpoint: true, dtype: 'float64' }, options);
  const exponent = spaced('logspace', start, stop, num, endpoint);
  return generated('logspace', [num], dtype, (i) => powOf(base, exponent(i)));
}
