import { ShapeError } from '../errors.ts';
import { asTensors } from '../prepare.ts';
import { normalizeAxis, type Shape, sameShape, shapeText } from '../shape.ts';
import type { CheckNewAxes, CheckSameSizes } from '../shape-checks.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { concat, type DTypeIn, type First } from './concat.ts';
import { expandDims } from './expand-dims.ts';

/** One axis more than the tensors have. */
type ShapeIn<T> = T extends TensorLike<infer S> ? (number extends S['length'] ? Shape : SameRank<readonly [number, ...S]>) : never;

/**
 * Tensors of one shape side by side along a new axis.
 *
 * $$ y_{\dots k \dots} = (x_k)_{\dots}, \qquad \bar x_k = \bar y_{\dots k \dots} $$
 *
 * Shapes: `axis` (0 if not given; negative counts from the end of the result) is the new axis, with one part per tensor.
 * Dtype: the common one.
 *
 * @throws ShapeError when shapes differ, or no tensor is given.
 * @example
 * import { stack, tensor } from '@hml/tensor';
 * const [a, b] = [tensor([1, 2]), tensor([3, 4])];
 * stack([a, b]).toArray() // [[1, 2], [3, 4]]
 * stack([a, b], -1).toArray() // [[1, 3], [2, 4]]
 */
export function stack<const T extends readonly TensorLike[], const A extends number = 0>(
  tensors: T & CheckSameSizes<First<T>, T>,
  axis?: A & CheckNewAxes<First<T>, A>,
): Tensor<ShapeIn<T[number]>, DTypeIn<T>>;
export function stack(tensors: readonly TensorLike[], axis = 0): Tensor {
  const inputs = Array.isArray(tensors) ? asTensors('stack', tensors) : [];
  if (inputs.length === 0) {
    throw new ShapeError({
      where: 'stack',
      what: 'nothing to stack',
      expected: 'an array of at least one tensor',
      got: describeValue(tensors),
      fix: 'stack([a, b])',
    });
  }
  const [{ shape, ndim }] = inputs;
  const other = inputs.find((x) => !sameShape(x.shape, shape));
  if (other) {
    throw new ShapeError({
      where: 'stack',
      what: 'shapes differ',
      expected: `${shapeText(shape)} for each tensor`,
      got: shapeText(other.shape),
      fix: 'concat joins tensors of different sizes along an axis that they have',
    });
  }
  const at = normalizeAxis('stack', axis, ndim + 1);
  return concat(
    inputs.map((x) => expandDims(x, at)),
    at,
  );
}
