import type { DType, Promote } from '../dtype.ts';
import { asCommon } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckMatmul, Matmul } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';
import { sumPairs } from './tensordot.ts';

/** What `dot` gives: a matrix product, unless an operand is a scalar or the right one has more than two axes. */
type Dot<A extends Shape, B extends Shape> = A['length'] extends 0
  ? B
  : B['length'] extends 0
    ? A
    : B['length'] extends 1 | 2
      ? Matmul<A, B>
      : Shape;
type CheckDot<A extends Shape, B extends Shape> = A['length'] extends 0 ? unknown : B['length'] extends 1 | 2 ? CheckMatmul<A, B> : unknown;

/**
 * The inner product of two vectors, and what NumPy makes of it for other ranks.
 *
 * $$ y = \sum_i a_i b_i, \qquad \bar a = \bar y\, b,\; \bar b = \bar y\, a $$
 *
 * Shapes: vectors give a scalar, matrices their product; beyond that, the last axis of `a` is summed against the last but one of `b`:
 * a [..., k], b [..., k, n] → y [..., ..., n], every row of `a` with every matrix of `b` (`matmul` pairs them up instead). A scalar
 * multiplies. Dtype: the common one.
 *
 * @throws ShapeError when the sizes of the summed axes differ; DataError when a product of integers leaves the range of int32.
 * @example
 * import { dot, tensor } from '@hml/tensor';
 * dot(tensor([1, 2, 3]), tensor([4, 5, 6])).item() // 32
 * dot(tensor([[1, 2], [3, 4]]), tensor([1, 1])).toArray() // [3, 7]
 */
export function dot<N extends number, D extends DType>(
  a: TensorLike<readonly [N], D>,
  b: TensorLike<readonly [NoInfer<N>], NoInfer<D>>,
): Tensor<readonly [], D>;
export function dot<A extends Shape, B extends Shape, D extends DType, E extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<B, E> & CheckDot<A, B>,
): Tensor<Dot<A, B>, Promote<D, E>>;
export function dot(left: TensorLike, right: TensorLike): Tensor {
  const [a, b] = asCommon('dot', [left, right]);
  if (a.ndim === 0 || b.ndim === 0) return mul(a, b);
  return sumPairs('dot', a, b, [-1], [b.ndim === 1 ? -1 : -2]);
}
