import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { eachMatrix, squareSize } from './matrices.ts';
import { eliminateAndSolve } from './solve.ts';

/**
 * The inverse of each matrix.
 *
 * $$ Y = A^{-1}, \qquad \bar A = -Y^\top \bar Y\, Y^\top $$
 *
 * Shapes: a [..., n, n] → y [..., n, n]. Dtype: that of `a`, integers give float64; float32 is inverted in float64 and rounded once.
 * `solve(a, b)` is faster and more accurate than `matmul(inv(a), b)`. Numerics: a matrix counts as singular where a pivot is exactly 0, as in
 * LAPACK. Rounding leaves a tiny one of [[1, 2, 3], [4, 5, 6], [7, 8, 9]], and numbers near 1e16 in its "inverse": `cond` tells. Cost: $\tfrac83
 * n^3$.
 *
 * @throws ShapeError for a matrix that is not square; DataError for a singular one, with the pivot that is 0 and its place in the batch.
 * @example
 * import { inv, tensor } from '@hml/tensor';
 * inv(tensor([[2, 0], [1, 4]])).toArray() // [[0.5, 0], [-0.125, 0.25]]
 */
export function inv<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): Tensor<S, Floating<D>>;
export function inv(a: TensorLike): Tensor {
  return apply(invOp, [a]);
}

const invOp = primitive({
  name: 'inv',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => {
    squareSize('inv', a);
    return { shape: a.shape, dtype: a.dtype };
  },
  run: ([a], _, out) => {
    const n = squareSize('inv', a);
    const fill = (x: Float64Array, i: number, row: number): void => {
      x[i * n + row] = 1;
    };
    return eachMatrix([a], out, (y, matrix, room) => eliminateAndSolve(room, 'inv', n, n, matrix, y, fill), n * n);
  },
  vjp: { a: ({ y, dy }) => matmul(mT(y), matmul(dy, mT(y))).neg() },
  jvp: { a: ({ y, dx }) => matmul(y, matmul(dx, y)).neg() },
});
