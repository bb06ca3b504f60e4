import type { DType, Promote } from '../dtype.ts';
import { asCommon } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';
import { reshape } from './reshape.ts';

/**
 * The outer product: every element of one tensor times every element of another.
 *
 * $$ y_{ij} = a_i b_j, \qquad \bar a = \bar y\, b,\; \bar b = \bar y^\top a $$
 *
 * Shapes: a [m], b [n] → y [m, n]; other ranks count as vectors of their elements in row-major order. Dtype: the common one.
 *
 * @throws DTypeError for what is no tensor.
 * @example
 * import { outer, tensor } from '@hml/tensor';
 * outer(tensor([1, 2, 3]), tensor([10, 1])).toArray() // [[10, 1], [20, 2], [30, 3]]
 */
export function outer<M extends number, N extends number, D extends DType>(
  a: TensorLike<readonly [M], D>,
  b: TensorLike<readonly [N], NoInfer<D>>,
): Tensor<readonly [M, N], D>;
export function outer<D extends DType, E extends DType>(
  a: TensorLike<Shape, D>,
  b: TensorLike<Shape, E>,
): Tensor<readonly [number, number], Promote<D, E>>;
export function outer(left: TensorLike, right: TensorLike): Tensor {
  const [a, b] = asCommon('outer', [left, right]);
  return mul(reshape(a, [a.size, 1]), reshape(b, [1, b.size]));
}
