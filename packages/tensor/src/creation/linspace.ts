import { type CreationOptions, generated } from '../creation.ts';
import type { DType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import type { Tensor } from '../tensor.ts';

/** Options of `linspace`. */
export interface LinspaceOptions<D extends DType = DType> extends CreationOptions<D> {
  /** Whether `stop` is the last of the numbers. @defaultValue true */
  readonly endpoint?: boolean;
}

/**
 * A given number of evenly spaced numbers from `start` to `stop`.
 *
 * $$ y_i = \text{start} + i\,\frac{\text{stop} - \text{start}}{n - 1} $$
 *
 * Shapes: [num]. Dtype: float64 or the one asked for. Without the endpoint, $n$ takes the place of $n - 1$.
 * Numerics: each element is computed from its index, and the last one is `stop` itself. Ends further apart than the
 * largest number are allowed.
 *
 * @throws OptionError for ends that are not finite; ShapeError for a count that is no whole number; DTypeError for elements that
 * the asked type cannot hold.
 * @example
 * import { linspace } from '@hml/tensor';
 * linspace(0, 1, 5).toArray() // [0, 0.25, 0.5, 0.75, 1]
 * linspace(0, 1, 4, { endpoint: false }).toArray() // [0, 0.25, 0.5, 0.75]
 */
export function linspace<const N extends number = 50, D extends DType = 'float64'>(
  start: number,
  stop: number,
  num?: N,
  options?: LinspaceOptions<D>,
): Tensor<readonly [N], NoInfer<D>>;
export function linspace(start: number, stop: number, num = 50, options?: LinspaceOptions): Tensor {
  const { endpoint, dtype } = withDefaults('linspace', { endpoint: true, dtype: 'float64' }, options);
  return generated('linspace', [num], dtype, spaced('linspace', start, stop, num, endpoint));
}

/** The numbers of an even spacing, by their index. */
export function spaced(where: string, start: number, stop: number, num: number, endpoint: boolean): (i: number) => number {
  if (!Number.isFinite(start) || !Number.isFinite(stop))
    throw new OptionError({ where, what: 'an end that is not finite', expected: 'two finite numbers', got: `${start} and ${stop}` });
  const last = endpoint ? num - 1 : num;
  const step = (stop - start) / last;
  return (i) => {
    if (i === 0) return start;
    if (i === last) return stop;
    // The distance of the ends may be more than the largest number.
    return Number.isFinite(step) ? start + i * step : start * (1 - i / last) + stop * (i / last);
  };
}
