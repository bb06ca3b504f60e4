import type { DType } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { asTensor } from '../prepare.ts';
import { type Shape, shapeText } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { checkDiagonal, diagonalOf, embedDiagonal } from './diagonal.ts';

/** A vector becomes a square matrix, a matrix its diagonal. */
type Diag<S extends Shape> = number extends S['length']
  ? Shape
  : S['length'] extends 1
    ? readonly [number, number]
    : S['length'] extends 2
      ? readonly [number]
      : never;

/**
 * The square matrix with a vector on its diagonal, or the diagonal of a matrix.
 *
 * $$ Y_{i,\,i+k} = x_i, \qquad \bar x_i = \bar Y_{i,\,i+k} $$
 *
 * Shapes: x [n] → y [n + |k|, n + |k|]; x [m, n] → its diagonal, a view. `k` is the diagonal: positive ones lie above the main one.
 *
 * @throws ShapeError for anything but a vector or a matrix.
 * @example
 * import { diag, tensor } from '@hml/tensor';
 * diag(tensor([1, 2])).toArray() // [[1, 0], [0, 2]]
 * diag(tensor([[1, 2], [3, 4]])).toArray() // [1, 4]
 */
export function diag<S extends Shape, D extends DType>(x: TensorLike<S, D>, k?: number): Tensor<Diag<S>, D>;
export function diag(operand: TensorLike, k = 0): Tensor {
  const x = asTensor('diag', operand);
  checkDiagonal('diag', k);
  if (x.ndim === 2) return diagonalOf('diag', x, k, 0, 1);
  if (x.ndim === 1) return embedDiagonal(x, k, x.size + Math.abs(k), x.size + Math.abs(k));
  throw new ShapeError({
    where: 'diag',
    what: 'neither a vector nor a matrix',
    expected: 'one axis or two',
    got: shapeText(x.shape),
    fix: x.ndim > 2 ? 'diagonal(x, offset, axis1, axis2) takes the diagonal of each matrix' : undefined,
  });
}
