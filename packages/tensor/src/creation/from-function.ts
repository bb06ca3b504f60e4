import { type CreationOptions, generated } from '../creation.ts';
import type { DType } from '../dtype.ts';
import { withDefaults } from '../options.ts';
import { checkShape, rowMajor, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** One index per axis. */
type IndexOf<S extends Shape> = number extends S['length'] ? readonly number[] : { readonly [K in keyof S]: number };

/**
 * A tensor whose elements are a function of their index.
 *
 * $$ y_{i_1 \dots i_n} = f(i_1, \dots, i_n) $$
 *
 * Shapes: `shape`. Dtype: float64 or the one asked for. `f` is called once per element, in row-major order.
 *
 * @throws ShapeError for sizes that are no whole numbers; DTypeError for a value that the asked type cannot hold.
 * @example
 * import { fromFunction } from '@hml/tensor';
 * fromFunction([2, 3], (i, j) => 10 * i + j).toArray() // [[0, 1, 2], [10, 11, 12]]
 */
export function fromFunction<const S extends Shape, D extends DType = 'float64'>(
  shape: S,
  f: (...index: IndexOf<S>) => number,
  options?: CreationOptions<D>,
): Tensor<S, NoInfer<D>>;
export function fromFunction(shape: Shape, f: (...index: number[]) => number, options?: CreationOptions): Tensor {
  const { dtype } = withDefaults('fromFunction', { dtype: 'float64' }, options);
  checkShape('fromFunction', shape);
  const strides = rowMajor(shape);
  return generated('fromFunction', shape, dtype, (at) => f(...strides.map((stride, axis) => Math.floor(at / stride) % shape[axis])));
}
