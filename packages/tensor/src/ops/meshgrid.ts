import type { DType } from '../dtype.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensors } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { broadcastTo } from './broadcast-to.ts';
import { reshape } from './reshape.ts';

/** Options of `meshgrid`. */
export interface MeshgridOptions {
  /**
   * Which axis the first vector runs along: the first one ('ij', as a matrix is indexed) or the second one ('xy', as NumPy
   * does if it is not told). @defaultValue 'ij'
   */
  readonly indexing?: 'ij' | 'xy';
}

type Meshgrid<T extends readonly TensorLike[]> = {
  readonly [K in keyof T]: Tensor<{ readonly [I in keyof T]: number }, T[K] extends TensorLike<Shape, infer D> ? D : DType>;
};

/**
 * The coordinates of all points of a grid, from the coordinates along each axis.
 *
 * $$ (y_k)_{i_1 \dots i_n} = (x_k)_{i_k}, \qquad (\bar x_k)_i = \sum_{i_k = i} (\bar y_k)_{i_1 \dots i_n} $$
 *
 * Shapes: vectors $x_k$ [$n_k$] → tensors [$n_1$, …, $n_n$], one for each. Views: repeats take no memory.
 *
 * @throws ShapeError for operands that are not vectors; OptionError for an indexing that does not exist.
 * @example
 * import { meshgrid, tensor } from '@hml/tensor';
 * const [x, y] = meshgrid([tensor([1, 2]), tensor([3, 4, 5])]);
 * x.toArray() // [[1, 1, 1], [2, 2, 2]]
 * y.toArray() // [[3, 4, 5], [3, 4, 5]]
 */
export function meshgrid<const T extends readonly TensorLike[]>(vectors: T, options?: MeshgridOptions): Meshgrid<T>;
export function meshgrid(vectors: readonly TensorLike[], options?: MeshgridOptions): readonly Tensor[] {
  const { indexing } = withDefaults('meshgrid', { indexing: 'ij' }, options);
  if (indexing !== 'ij' && indexing !== 'xy')
    throw new OptionError({ where: 'meshgrid', what: 'no such indexing', expected: "'ij' or 'xy'", got: String(indexing) });
  const inputs = asTensors('meshgrid', vectors);
  for (const { ndim, shape } of inputs)
    if (ndim !== 1) throw new ShapeError({ where: 'meshgrid', what: 'not a vector', expected: 'one axis each', got: shapeText(shape) });
  const swapped = indexing === 'xy' && inputs.length > 1;
  const axisOf = (k: number): number => (swapped && k < 2 ? 1 - k : k);
  const shape = inputs.map((_, axis) => inputs[axisOf(axis)].size);
  return inputs.map((x, k) =>
    broadcastTo(
      reshape(
        x,
        shape.map((_, axis) => (axis === axisOf(k) ? x.size : 1)),
      ),
      shape,
    ),
  );
}
