import { type CreationOptions, generated } from '../creation.ts';
import type { DType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import type { Tensor } from '../tensor.ts';

/**
 * Evenly spaced numbers from `start` (0 if not given) up to `stop`, which does not belong to them.
 *
 * $$ y_i = \text{start} + i \cdot \text{step}, \qquad i < \lceil (\text{stop} - \text{start}) / \text{step} \rceil $$
 *
 * Shapes: one axis; empty where `stop` lies on the other side. Dtype: float64 or the one asked for.
 * Numerics: each element is computed from its index, so that errors do not add up. With a step that binary numbers cannot hold, rounding
 * may let in the end: `linspace` says how many there shall be.
 *
 * @throws OptionError for a step of 0 or ends that are not finite; DTypeError for elements that the asked type cannot hold.
 * @example
 * import { arange } from '@hml/tensor';
 * arange(4).toArray() // [0, 1, 2, 3]
 * arange(5, -4, -2).toArray() // [5, 3, 1, -1, -3]
 * arange(1, 3, 1, { dtype: 'int32' }).toTypedArray() // Int32Array [1, 2]
 */
export function arange<D extends DType = 'float64'>(stop: number, options?: CreationOptions<D>): Tensor<readonly [number], NoInfer<D>>;
export function arange<D extends DType = 'float64'>(
  start: number,
  stop: number,
  step?: number,
  options?: CreationOptions<D>,
): Tensor<readonly [number], NoInfer<D>>;
export function arange(first: number, second?: number | CreationOptions, step = 1, options?: CreationOptions): Tensor {
  if (typeof second !== 'number') return range(0, first, 1, second);
  return range(first, second, step, options);
}

function range(start: number, stop: number, step: number, options: CreationOptions | undefined): Tensor {
  const { dtype } = withDefaults('arange', { dtype: 'float64' }, options);
  if (step === 0 || ![start, stop, step].every(Number.isFinite)) {
    throw new OptionError({
      where: 'arange',
      what: 'not a range',
      expected: 'finite numbers, and a step that is not 0',
      got: `start ${start}, stop ${stop}, step ${step}`,
    });
  }
  const n = Math.max(0, Math.ceil((stop - start) / step));
  return generated('arange', [n], dtype, (i) => start + i * step);
}
