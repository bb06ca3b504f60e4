import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { Op } from '../op.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { embed, slice } from '../ops/slice.ts';
import { mT } from '../ops/transpose.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { batchOf, eachMatrix, matrixSize, scaleBy } from './matrices.ts';
import { rankOf, singularValues, spaceOfDecomposition } from './singular-values.ts';
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

/** With the rank of each matrix, which is counted before the values are rounded, and before they overflow. */
export function svdvalsAndRank(where: string, a: Tensor, rcond: number): { values: Tensor; rank: Tensor<Shape, 'int32'> } {
  const y = apply(svdvalsOp, [a], { where, rcond });
  const k = y.shape[y.ndim - 1] - 1;
  return { values: slice(y, '...', [0, k]), rank: slice(y, '...', k).cast('int32') };
}

interface SvdvalsAttributes {
  readonly where: string;
  /** With it, the rank stands behind the values. */
  readonly rcond?: number;
}

const svdvalsOp: Op<SvdvalsAttributes> = primitive<'a', SvdvalsAttributes>({
  name: 'svdvals',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a], { where, rcond }) => ({
    shape: batchOf(a, Math.min(...matrixSize(where, a)) + (rcond === undefined ? 0 : 1)),
    dtype: a.dtype,
  }),
  run: ([a], { where, rcond }, out) => {
    const [m, n] = matrixSize(where, a);
    return eachMatrix(
      [a],
      out,
      (y, matrix, room) => {
        const { values, unit } = singularValues(room, where, m, n, matrix);
        if (rcond !== undefined) y[values.length] = rankOf(values, rcond);
        scaleBy(unit, values);
        y.set(values);
      },
      spaceOfDecomposition(m, n, 0),
    );
  },
  vjp: {
    a: ({ a, dy }) => {
      const { u, vh } = svd(a);
      return matmul(u.mul(expandDims(slice(dy, '...', [0, u.shape[u.ndim - 1]]), -2)), vh);
    },
  },
  jvp: {
    a: ({ a, y, dx }) => {
      const { u, vh } = svd(a);
      return embed(u.mul(matmul(dx, mT(vh))).sum(-2), y.shape, ['...', [0, u.shape[u.ndim - 1]]]);
    },
  },
});
