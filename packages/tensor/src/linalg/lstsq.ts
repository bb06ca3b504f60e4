import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { Op } from '../op.ts';
import { inOneBatch, matmul, misfit } from '../ops/matmul.ts';
import { reshape } from '../ops/reshape.ts';
import { mT } from '../ops/transpose.ts';
import { checkOptions } from '../options.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckRightSide } from '../shape-checks.ts';
import type { SameRank } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { gemmUpdate, panel } from './blocked.ts';
import { eachMatrix, matrixSize } from './matrices.ts';
import { invertValues, pinv } from './pinv.ts';
import { type RankOptions, relativeThreshold } from './rank-options.ts';
import { spaceOfDecomposition } from './singular-values.ts';
import { svdvalsAndRank } from './svdvals.ts';

/** What {@link lstsq} gives. */
export interface Lstsq<S extends Shape = Shape, D extends DType = DType> {
  /** The solution. */
  readonly x: Tensor<S, D>;
  /** The rank of each matrix. */
  readonly rank: Tensor<Shape, 'int32'>;
  /** The singular values of each matrix, descending. */
  readonly singularValues: Tensor<Shape, D>;
}

/**
 * The least-squares solution of linear equations; the shortest one where there are many.
 *
 * $$ x = A^+ b = \arg\min_x \lVert A x - b \rVert, \qquad \bar b = A^{+\top} \bar x,\quad
 * \bar A = r\, (A^+ \bar b)^\top - \bar b\, x^\top + A^{+\top} x\, \big( (I - A^+ A)\, \bar x \big)^\top,\; r = b - A x $$
 *
 * Shapes: a [..., m, n]; b [m], or [..., m, k] with batches that broadcast; x [n] or [..., n, k]. Dtype: the common floating one; float32 is
 * solved in float64 and rounded once. By singular values, so that a matrix of any rank and condition will do; the gradient is that among
 * matrices of the same rank.
 *
 * @throws ShapeError when the shapes do not fit; DataError when the matrix is not finite; OptionError for a negative threshold.
 * @example
 * import { lstsq, tensor } from '@hml/tensor';
 * const { x, rank } = lstsq(tensor([[2, 0], [0, 4], [0, 0]]), tensor([2, 8, 5]));
 * x.toArray() // [1, 2]
 * rank.item() // 2
 * @see Å. Björck, "Numerical Methods for Least Squares Problems" (1996), sections 1.2 and 1.4.
 */
export function lstsq<A extends Shape, S extends Shape, D extends DType>(
  a: TensorLike<A, D>,
  b: TensorLike<S, D> & CheckRightSide<A, S>,
  options?: RankOptions,
): Lstsq<SameRank<S>, Floating<D>>;
export function lstsq(left: TensorLike, right: TensorLike, options: RankOptions = {}): Lstsq {
  checkOptions('lstsq', options, ['rcond']);
  const [a, b] = asFloating('lstsq', [left, right]);
  const [m, n] = matrixSize('lstsq', a);
  if ((b.shape.at(-2) ?? b.shape[0]) !== m) throw misfit('lstsq', 'shapes do not fit', 'a [.., m, n] and b [.., m, k] or [m]', a, b);
  const rcond = relativeThreshold('lstsq', options, m, n, a.dtype);
  const column = b.ndim === 1 ? reshape(b, [m, 1]) : b;
  const x = apply(lstsqOp, inOneBatch('lstsq', a, column), { rcond });
  const { values, rank } = svdvalsAndRank('lstsq', a, rcond);
  return { x: b.ndim === 1 ? reshape(x, x.shape.slice(0, -1)) : x, rank, singularValues: values };
}

/** $(I - A^+ A)\, X$ */
function outOfRows(a: Tensor, y: Tensor, x: Tensor): Tensor {
  return x.sub(matmul(y, matmul(a, x)));
}

const lstsqOp: Op<Required<RankOptions>> = primitive<'a' | 'b', Required<RankOptions>>({
  name: 'lstsq',
  inputs: ['a', 'b'],
  infer: ([a, b]) => ({ shape: Object.freeze(b.shape.with(-2, a.shape[a.ndim - 1])), dtype: a.dtype }),
  run: ([a, b], { rcond }, out) => {
    const [m, n] = matrixSize('lstsq', a);
    const columns = b.shape[b.ndim - 1];
    const k = Math.min(m, n);
    const more = (m + 1 + n) * k + spaceOfDecomposition(m, n, k);
    return eachMatrix(
      [a, b],
      out,
      (x, matrix, room, right) => {
        const { u, s, v } = invertValues(room, 'lstsq', m, n, matrix, rcond);
        const w = new Float64Array(k * columns); // −Uᵀb, then −Σ⁺Uᵀb
        const middle = panel(w, columns);
        gemmUpdate(k, columns, m, { ...u, row: 1, column: k }, panel(right, columns), middle);
        for (let i = 0; i < w.length; i++) w[i] *= s[Math.floor(i / columns)];
        gemmUpdate(n, columns, k, v, middle, panel(x, columns));
      },
      more,
    );
  },
  vjp: {
    a: ({ a, b, y: x, dy, attrs }) => {
      const plus = pinv(a, attrs);
      const plusT = mT(plus);
      const db = matmul(plusT, dy);
      const residual = b.sub(matmul(a, x));
      return matmul(residual, mT(matmul(plus, db)))
        .sub(matmul(db, mT(x)))
        .add(matmul(matmul(plusT, x), mT(outOfRows(a, plus, dy))));
    },
    b: ({ a, dy, attrs }) => matmul(mT(pinv(a, attrs)), dy),
  },
  jvp: {
    a: ({ a, b, y: x, dx, attrs }) => {
      const plus = pinv(a, attrs);
      const residual = b.sub(matmul(a, x));
      const dxT = mT(dx);
      return matmul(plus, matmul(mT(plus), matmul(dxT, residual)))
        .sub(matmul(plus, matmul(dx, x)))
        .add(outOfRows(a, plus, matmul(dxT, matmul(mT(plus), x))));
    },
    b: ({ a, dx, attrs }) => matmul(pinv(a, attrs), dx),
  },
});
