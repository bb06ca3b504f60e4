import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { concat } from '../ops/concat.ts';
import { diagonal, embedDiagonal } from '../ops/diagonal.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { slice } from '../ops/slice.ts';
import { mT } from '../ops/transpose.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { panel } from './blocked.ts';
import { formQ, spaceOfBlocks } from './householder.ts';
import {
  batchOf,
  bringIntoRange,
  checkFinite,
  eachMatrix,
  largestSize,
  leadingSign,
  makeSymmetric,
  scaleBy,
  squareSize,
  transposeInto,
} from './matrices.ts';
import { reciprocalOrZero } from './reciprocal-or-zero.ts';
import type { Room } from './room.ts';
import { diagonalize, tridiagonalize } from './tridiagonal.ts';

/** What {@link eigh} gives. */
export interface Eigh<S extends Shape = Shape, D extends DType = DType> {
  /** The eigenvalues λ [..., n], ascending. */
  readonly values: Tensor<Shape, D>;
  /** The eigenvectors, the columns of V [..., n, n]. */
  readonly vectors: Tensor<S, D>;
}

/**
 * The eigenvalues and eigenvectors of each symmetric matrix.
 *
 * $$ A = V \Lambda V^\top, \qquad \bar A = V \Big( \bar\Lambda + F \circ \tfrac12 \big( V^\top \bar V - \bar V^\top V \big) \Big) V^\top, \quad
 * F_{ij} = \frac{1}{\lambda_j - \lambda_i} $$
 *
 * Shapes: a [..., n, n] → values [..., n], ascending, and vectors [..., n, n], in columns of length 1. Dtype: that of `a`, integers give
 * float64; float32 is computed in float64 and rounded once. Signs: the largest component of each vector is positive, of equal ones
 * the first. Of equal eigenvalues, the vectors are some orthonormal basis; the gradient ($F = 0$ there) is right for functions that treat
 * equal values alike: symmetric functions of the values, projectors onto whole eigenspaces. Of others, like $\langle W, V \Lambda V^\top
 * \rangle$ at $A = I$, it is only a part. Numerics: the triangles may differ by rounding, and the lower one counts; values are off by a few ε
 * times the largest. Householder tridiagonalization, then implicit QR. Cost: about $9n^3$.
 *
 * @throws ShapeError for a matrix that is not square; DataError when it is not symmetric or not finite.
 * @example
 * import { eigh, tensor } from '@hml/tensor';
 * const { values, vectors } = eigh(tensor([[2, 1], [1, 2]]));
 * values.toArray() // [0.99999…, 3…]
 * vectors.toArray() // [[0.7071…, 0.7071…], [-0.7071…, 0.7071…]]
 * @see M. B. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation" (2008), section 3.1.
 */
export function eigh<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): Eigh<SameRank<S>, Floating<D>>;
export function eigh(a: TensorLike): Eigh {
  return partsOf(apply(eighOp, [a]));
}

/** Values and vectors in the op's one output [.., n + 1, n]: the values above the vectors. */
function partsOf(y: Tensor): Eigh {
  return { values: slice(y, '...', 0, ':'), vectors: slice(y, '...', [1, y.shape[y.ndim - 1] + 1], ':') };
}

function compute(room: Room, n: number, a: Float64Array, y: Float64Array): void {
  const back = bringIntoRange(a);
  const { d, e, reflectors } = tridiagonalize(room, n, a);
  const q = room.doubles(n * n);
  q[0] = 1; // the reflectors leave the first axis alone
  formQ(room, reflectors, n - 1, panel(q, n, n + 1));
  transposeInto(n, n, q, a);
  diagonalize(room, 'eigh', d, e, a);
  const order = [...d.keys()].sort((i, j) => d[i] - d[j]);
  order.forEach((from, k) => {
    y[k] = back * d[from];
    scaleBy(leadingSign(n, a, from * n, 1), a.subarray(from * n, (from + 1) * n));
  });
  transposeInto(n, n, a, y.subarray(n), order);
}

/**
 * $F_{ij} = 1 / (\lambda_j - \lambda_i)$, and 0 where the two are equal: NaN there would also meet those who ask for a largest value that
 * two share, and have a right to one of its subgradients.
 */
function inverseGaps(values: Tensor): Tensor {
  return reciprocalOrZero(expandDims(values, -2).sub(expandDims(values, -1)));
}

const eighOp = primitive({
  name: 'eigh',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => {
    const n = squareSize('eigh', a);
    return { shape: batchOf(a, n + 1, n), dtype: a.dtype };
  },
  run: ([a], _, out) => {
    const n = squareSize('eigh', a);
    return eachMatrix(
      [a],
      out,
      (y, matrix, room) => {
        checkFinite('eigh', n, matrix);
        makeSymmetric('eigh', n, matrix, a.dtype, largestSize(matrix));
        if (n > 0) compute(room, n, matrix, y);
      },
      n * n + 3 * n + spaceOfBlocks(n, n),
    );
  },
  vjp: {
    a: ({ y, dy }) => {
      const { values, vectors } = partsOf(y);
      const d = partsOf(dy);
      const inner = matmul(mT(vectors), d.vectors);
      const turn = inner.sub(mT(inner)).mul(inverseGaps(values)).mul(0.5);
      const n = values.shape[values.ndim - 1];
      return matmul(matmul(vectors, turn.add(embedDiagonal(d.values, 0, n, n))), mT(vectors));
    },
  },
  jvp: {
    a: ({ y, dx }) => {
      const { values, vectors } = partsOf(y);
      const change = matmul(mT(vectors), matmul(dx.add(mT(dx)).mul(0.5), vectors));
      const turned = matmul(vectors, change.mul(inverseGaps(values)));
      return concat([expandDims(diagonal(change, 0, -2, -1), -2), turned], -2);
    },
  },
});
