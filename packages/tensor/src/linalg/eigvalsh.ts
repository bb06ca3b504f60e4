import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { eigh } from './eigh.ts';
import { batchOf, bringIntoRange, checkFinite, eachMatrix, largestSize, makeSymmetric, scaleBy, squareSize } from './matrices.ts';
import { diagonalize, tridiagonalize } from './tridiagonal.ts';

/**
 * The eigenvalues of each symmetric matrix, ascending.
 *
 * $$ A v_i = \lambda_i v_i, \qquad \bar A = V \bar\Lambda V^\top $$
 *
 * Shapes: a [..., n, n] → values [..., n]. Dtype: that of `a`, integers give float64; float32 is computed in float64 and rounded once. The
 * gradient needs the vectors and computes them. Of equal eigenvalues it is right for functions that treat them alike. Numerics: the triangles
 * may differ by rounding, and the lower one counts. Cost: $\tfrac43 n^3$.
 *
 * @throws ShapeError for a matrix that is not square; DataError when it is not symmetric or not finite.
 * @example
 * import { eigvalsh, tensor } from '@hml/tensor';
 * eigvalsh(tensor([[3, 0], [0, -2]])).toArray() // [-2, 3]
 */
export function eigvalsh<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): Tensor<Shape, Floating<D>>;
export function eigvalsh(a: TensorLike): Tensor {
  return apply(eigvalshOp, [a]);
}

const eigvalshOp = primitive({
  name: 'eigvalsh',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => ({ shape: batchOf(a, squareSize('eigvalsh', a)), dtype: a.dtype }),
  run: ([a], _, out) => {
    const n = squareSize('eigvalsh', a);
    return eachMatrix(
      [a],
      out,
      (values, matrix, room) => {
        checkFinite('eigvalsh', n, matrix);
        makeSymmetric('eigvalsh', n, matrix, a.dtype, largestSize(matrix));
        const back = bringIntoRange(matrix);
        const { d, e } = tridiagonalize(room, n, matrix);
        diagonalize(room, 'eigvalsh', d, e);
        values.set(d.sort());
        scaleBy(back, values);
      },
      3 * n,
    );
  },
  vjp: {
    a: ({ a, dy }) => {
      const { vectors } = eigh(a);
      return matmul(vectors.mul(expandDims(dy, -2)), mT(vectors));
    },
  },
  jvp: {
    a: ({ a, dx }) => {
      const { vectors } = eigh(a);
      return vectors.mul(matmul(dx, vectors)).sum(-2);
    },
  },
});
