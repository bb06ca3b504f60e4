import type { DType, Promote } from '../dtype.ts';
import { asCommon } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Matrix, Tensor, TensorLike } from '../tensor.ts';
import { mul } from './mul.ts';
import { reshape } from './reshape.ts';

/**
 * The Kronecker product: a block of `b` for each element of `a`, multiplied by it.
 *
 * $$ y_{(i p + k)(j q + l)} = a_{ij} b_{kl}, \qquad b \in \mathbb{R}^{p \times q} $$
 *
 * Shapes: a [m, n], b [p, q] → y [m p, n q]; any ranks, aligned from the right, missing axes count as size 1. Dtype: the common one.
 * Gradients follow from {@link mul}.
 *
 * @throws DTypeError for what is no tensor.
 * @example
 * import { kron, tensor } from '@hml/tensor';
 * kron(tensor([[1, 2]]), tensor([[1, 0], [0, 1]])).toArray() // [[1, 0, 2, 0], [0, 1, 0, 2]]
 */
export function kron<D extends DType, E extends DType>(
  a: TensorLike<readonly [number, number], D>,
  b: TensorLike<readonly [number, number], E>,
): Matrix<Promote<D, E>>;
export function kron<D extends DType, E extends DType>(a: TensorLike<Shape, D>, b: TensorLike<Shape, E>): Tensor<Shape, Promote<D, E>>;
export function kron(left: TensorLike, right: TensorLike): Tensor {
  const [a, b] = asCommon('kron', [left, right]);
  const ndim = Math.max(a.ndim, b.ndim);
  const [outer, inner] = [padded(a.shape, ndim), padded(b.shape, ndim)];
  const blocks = mul(
    reshape(
      a,
      outer.flatMap((n) => [n, 1]),
    ),
    reshape(
      b,
      inner.flatMap((n) => [1, n]),
    ),
  );
  return reshape(
    blocks,
    outer.map((n, i) => n * inner[i]),
  );
}

/** The shape with leading axes of size 1, so that it has `ndim` axes. */
function padded(shape: Shape, ndim: number): number[] {
  return Array.from({ length: ndim }, (_, i) => shape[i - ndim + shape.length] ?? 1);
}
