import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { batchOf, eachMatrix, matrixSize } from './matrices.ts';
import { singularValues, spaceOfDecomposition } from './singular-values.ts';
import { svd } from './svd.ts';

/**
 * The singular values of each matrix, descending.
 *
 * $$ \sigma_i = \sqrt{\lambda_i(A^\top A)}, \qquad \bar A = U \bar\Sigma V^\top $$
 *
 * Shapes: a [..., m, n] → values [..., min(m, n)]. Dtype: that of `a`, integers give float64; float32 is computed in float64 and rounded
 * once. The gradient needs the vectors and computes them. Cost: $4 n^2 (m - n/3)$ for m ≥ n.
 *
 * @throws ShapeError for what is no matrix; DataError when it is not finite.
 * @example
 * import { svdvals, tensor } from '@hml/tensor';
 * svdvals(tensor([[0, 2], [-3, 0]])).toArray() // [3, 2]
 */
export function svdvals<D extends DType>(a: TensorLike<Shape, D>): Tensor<Shape, Floating<D>>;
export function svdvals(a: TensorLike): Tensor {
  return svdvalsFor('svdvals', a);
}

/** The same for functions made of singular values; errors name the one that was called. */
export function svdvalsFor(where: string, a: TensorLike): Tensor {
  return apply(svdvalsOp, [a], { where });
}

const svdvalsOp = primitive<'a', { readonly where: string }>({
  name: 'svdvals',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a], { where }) => ({ shape: batchOf(a, Math.min(...matrixSize(where, a))), dtype: a.dtype }),
  run: ([a], { where }, out) => {
    const [m, n] = matrixSize(where, a);
    return eachMatrix(
      [a],
      out,
      (values, matrix, _b, room) => values.set(singularValues(room, where, m, n, matrix)),
      spaceOfDecomposition(m, n, 0),
    );
  },
  vjp: {
    a: ({ a, dy }) => {
      const { u, vh } = svd(a);
      return matmul(u.mul(expandDims(dy, -2)), vh);
    },
  },
  jvp: {
    a: ({ a, dx }) => {
      const { u, vh } = svd(a);
      return u.mul(matmul(dx, mT(vh))).sum(-2);
    },
  },
});
