import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { Op, Signature } from '../op.ts';
import { concat } from '../ops/concat.ts';
import { diagonal, embedDiagonal } from '../ops/diagonal.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { matmul } from '../ops/matmul.ts';
import { slice } from '../ops/slice.ts';
import { mT } from '../ops/transpose.ts';
import { checkOptions } from '../options.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { withoutDerivative } from './completed.ts';
import { batchOf, eachMatrix, matrixSize, scaleBy } from './matrices.ts';
import { reciprocalOrZero } from './reciprocal-or-zero.ts';
import { decompose, spaceOfDecomposition } from './singular-values.ts';

/** Options of {@link svd}. */
export interface SVDOptions {
  /** Whether U [m, m] and Vᵀ [n, n] are completed to square matrices. @defaultValue false */
  readonly fullMatrices?: boolean;
}

/** What {@link svd} gives. */
export interface SVD<S extends Shape = Shape, D extends DType = DType> {
  /** The left singular vectors, the columns of U [..., m, k]. */
  readonly u: Tensor<S, D>;
  /** The singular values [..., min(m, n)], descending. */
  readonly s: Tensor<Shape, D>;
  /** The right singular vectors, the rows of Vᵀ [..., k, n]. */
  readonly vh: Tensor<S, D>;
}

/**
 * The singular value decomposition of each matrix.
 *
 * $$ A = U \Sigma V^\top, \qquad \bar A = U \big[ \tfrac12 F \circ (K + L) + \tfrac12 G \circ (K - L) + \bar\Sigma \big] V^\top, \quad
 * F_{ij} = \frac{1}{\sigma_j - \sigma_i},\; G_{ij} = \frac{1}{\sigma_j + \sigma_i} $$
 *
 * with $K = U^\top \bar U - \bar U^\top U$, $L = V^\top \bar V - \bar V^\top V$, and $(I - U U^\top) \bar U \Sigma^{-1} V^\top$ added for m > n,
 * $U \Sigma^{-1} \bar V^\top (I - V V^\top)$ for m < n. Shapes: a [..., m, n] → u [..., m, k], s [..., k], vh [..., k, n] with k = min(m, n).
 * Dtype: that of `a`, integers give float64; float32 is computed in float64 and rounded once. Signs: the largest component of each column of
 * U is positive, of equal ones the first. At equal singular values the gradient ($F = 0$ there) is right for functions that treat them alike:
 * symmetric functions of the values, projectors onto whole spaces, the factor $U V^\top$ of the polar decomposition; of others, like $\langle W,
 * U \Sigma V^\top \rangle$ at $A = I$, it is only a part. Completed columns have none. Numerics: each value is off by a few ε times the largest one; those of a bidiagonal
 * matrix to nearly all digits. Cost: about $22 n^3$ for a square matrix.
 *
 * @throws ShapeError for what is no matrix; DataError when it is not finite.
 * @example
 * import { svd, tensor } from '@hml/tensor';
 * const { u, s, vh } = svd(tensor([[0, 2], [-3, 0]]));
 * u.toArray() // [[0, 1], [1, 0]]
 * s.toArray() // [3, 2]
 * vh.toArray() // [[-1, 0], [0, 1]]
 * @see J. Townsend, "Differentiating the singular value decomposition" (2016).
 */
export function svd<S extends Shape, D extends DType>(a: TensorLike<S, D>, options?: SVDOptions): SVD<SameRank<S>, Floating<D>>;
export function svd(operand: TensorLike, options: SVDOptions = {}): SVD {
  checkOptions('svd', options, ['fullMatrices']);
  const { fullMatrices = false } = options;
  const [a] = asFloating('svd', [operand]);
  const [m, n] = matrixSize('svd', a);
  const completed = fullMatrices && m !== n;
  const y = apply(completed ? fullSvdOp : svdOp, [a]);
  const { u, s, v } = partsOf(y, m, n);
  if (!completed) return { u, s, vh: mT(v) };
  return { u: slice(u, '...', [0, m]), s: slice(s, '...', [0, Math.min(m, n)]), vh: mT(slice(v, '...', [0, n])) };
}

/** The parts in the op's one output [.., m + 1 + n, k]: U above the values above V. */
function partsOf(y: Tensor, m: number, n: number): { u: Tensor; s: Tensor; v: Tensor } {
  return { u: slice(y, '...', [0, m], ':'), s: slice(y, '...', m, ':'), v: slice(y, '...', [m + 1, m + 1 + n], ':') };
}

/**
 * $F_{ij} = 1 / (\sigma_j - \sigma_i)$ and $G_{ij} = 1 / (\sigma_j + \sigma_i)$, each with 0 instead of an infinity, and halved. What the
 * vectors of both sides do together is divided by the gap of the values, what they do against each other by the sum, which needs no gap.
 */
function inverses(s: Tensor): { gaps: Tensor; sums: Tensor } {
  const [row, column] = [expandDims(s, -2), expandDims(s, -1)];
  return { gaps: reciprocalOrZero(row.sub(column).mul(2)), sums: reciprocalOrZero(row.add(column).mul(2)) };
}

/** $(I - Q Q^\top) X$ */
function beside(q: Tensor, x: Tensor): Tensor {
  return x.sub(matmul(q, matmul(mT(q), x)));
}

function antisymmetric(x: Tensor): Tensor {
  return x.sub(mT(x));
}

const full = {
  name: 'svd',
  inputs: ['a'],
  infer: ([a]: readonly Tensor[]) => {
    const [m, n] = matrixSize('svd', a);
    return { shape: batchOf(a, m + 1 + n, Math.max(m, n)), dtype: a.dtype };
  },
  run: ([a]: readonly Tensor[], _: undefined, out: Signature) => {
    const [m, n] = matrixSize('svd', a);
    const k = out.shape[out.shape.length - 1];
    return eachMatrix(
      [a],
      out,
      (y, matrix, room) => scaleBy(decompose(room, 'svd', m, n, k, matrix, y), y.subarray(m * k, (m + 1) * k)),
      spaceOfDecomposition(m, n, k),
    );
  },
} as const;

const fullSvdOp = primitive({ ...full, ...withoutDerivative('svd', 'fullMatrices: true', 'leave fullMatrices out') });

const svdOp: Op<undefined> = primitive({
  ...full,
  infer: ([a]) => {
    const [m, n] = matrixSize('svd', a);
    return { shape: batchOf(a, m + 1 + n, Math.min(m, n)), dtype: a.dtype };
  },
  vjp: {
    a: ({ a, y, dy }) => {
      const [m, n] = matrixSize('svd', a);
      const { u, s, v } = partsOf(y, m, n);
      const d = partsOf(dy, m, n);
      const { gaps, sums } = inverses(s);
      const row = expandDims(s, -2);
      const fromU = antisymmetric(matmul(mT(u), d.u));
      const fromV = antisymmetric(matmul(mT(v), d.v));
      const turn = fromU.add(fromV).mul(gaps).add(fromU.sub(fromV).mul(sums));
      const inner = turn.add(embedDiagonal(d.s, 0, Math.min(m, n), Math.min(m, n)));
      const da = matmul(matmul(u, inner), mT(v));
      if (m > n) return da.add(matmul(beside(u, d.u).mul(reciprocalOrZero(row)), mT(v)));
      return m < n ? da.add(matmul(u, mT(beside(v, d.v).mul(reciprocalOrZero(row))))) : da;
    },
  },
  jvp: {
    a: ({ a, y, dx }) => {
      const [m, n] = matrixSize('svd', a);
      const { u, s, v } = partsOf(y, m, n);
      const { gaps, sums } = inverses(s);
      const row = expandDims(s, -2);
      const forU = matmul(dx, v);
      const forV = matmul(mT(dx), u);
      const change = matmul(mT(u), forU);
      const together = change.add(mT(change)).mul(gaps);
      const against = antisymmetric(change).mul(sums);
      const du = matmul(u, together.add(against));
      const dv = matmul(v, together.sub(against));
      const ds = expandDims(diagonal(change, 0, -2, -1), -2);
      return concat(
        [
          m > n ? du.add(beside(u, forU).mul(reciprocalOrZero(row))) : du,
          ds,
          m < n ? dv.add(beside(v, forV).mul(reciprocalOrZero(row))) : dv,
        ],
        -2,
      );
    },
  },
});
