import type { DType, Promote } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asCommon } from '../prepare.ts';
import { broadcastShapes, normalizeAxis, type Shape, shapeText } from '../shape.ts';
import type { Broadcast, CheckBroadcast } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { take } from './take.ts';

/**
 * The cross product of vectors in space.
 *
 * $$ y = a \times b = (a_2 b_3 - a_3 b_2,\; a_3 b_1 - a_1 b_3,\; a_1 b_2 - a_2 b_1), \qquad \bar a = b \times \bar y,\; \bar b = \bar y \times a $$
 *
 * Shapes: a and b broadcast; `axis` of the common shape, the last if not given, holds the three components. Dtype: the common one.
 *
 * @throws ShapeError when the axis is not of size 3 or the shapes do not broadcast; DTypeError for bools.
 * @example
 * import { cross, tensor } from '@hml/tensor';
 * cross(tensor([1, 0, 0]), tensor([0, 1, 0])).toArray() // [0, 0, 1]
 */
export function cross<S extends Shape, D extends DType>(a: TensorLike<S, D>, b: TensorLike<S, NoInfer<D>>, axis?: number): Tensor<S, D>;
export function cross<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckBroadcast<A, B>,
  axis?: number,
): Tensor<Broadcast<A, B>, Promote<D, E>>;
export function cross(left: TensorLike, right: TensorLike, axis = -1): Tensor {
  const [a, b] = asCommon('cross', [left, right]);
  const shape = broadcastShapes('cross', a.shape, b.shape);
  const along = normalizeAxis('cross', axis, shape.length);
  if (shape[along] !== 3) {
    throw new ShapeError({
      where: 'cross',
      what: 'not vectors of three components',
      expected: `size 3 at axis ${axis}`,
      got: `a ${shapeText(a.shape)} and b ${shapeText(b.shape)}`,
    });
  }
  const [u, v] = [a.broadcastTo(shape), b.broadcastTo(shape)];
  const next = (x: Tensor): Tensor => take(x, [1, 2, 0], along);
  return next(sub(mul(u, next(v)), mul(next(u), v)));
}
