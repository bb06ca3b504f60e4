import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { Op } from '../op.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import { checkOptions } from '../options.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { SwapLastTwo } from '../shape-types.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { gemmUpdate, type Panel, panel } from './blocked.ts';
import { batchOf, eachMatrix, matrixSize } from './matrices.ts';
import { type RankOptions, relativeThreshold } from './rank-options.ts';
import type { Room } from './room.ts';
import { decompose, spaceOfDecomposition } from './singular-values.ts';

/**
 * The Moore–Penrose pseudo-inverse of each matrix, by its singular values.
 *
 * $$ Y = A^+ = V \Sigma^+ U^\top, \qquad \bar A = -Y^\top \bar Y\, Y^\top + (I - A Y)\, \bar Y^\top Y Y^\top + Y^\top Y\, \bar Y^\top (I - Y A) $$
 *
 * Shapes: a [..., m, n] → y [..., n, m]. Dtype: that of `a`, integers give float64; float32 is computed in float64 and rounded once. The
 * gradient is that among matrices of the same rank. `lstsq(a, b)` is more accurate than `matmul(pinv(a), b)`.
 *
 * @throws ShapeError for what is no matrix; DataError when it is not finite; OptionError for a negative threshold.
 * @example
 * import { pinv, tensor } from '@hml/tensor';
 * pinv(tensor([[2, 0], [0, 0], [0, 4]])).toArray() // [[0.5, 0, 0], [0, 0, 0.25]]
 * @see G. H. Golub, V. Pereyra, "The differentiation of pseudo-inverses and nonlinear least squares problems", SIAM J. Numer. Anal. 10 (1973).
 */
export function pinv<S extends Shape, D extends DType>(a: TensorLike<S, D>, options?: RankOptions): Tensor<SwapLastTwo<S>, Floating<D>>;
export function pinv(operand: TensorLike, options: RankOptions = {}): Tensor {
  checkOptions('pinv', options, ['rcond']);
  const [a] = asFloating('pinv', [operand]);
  const [m, n] = matrixSize('pinv', a);
  return apply(pinvOp, [a], { rcond: relativeThreshold('pinv', options, m, n, a.dtype) });
}

/** U [m, k], the inverses of the values that are not negligible, 0 for the others, and V [n, k]. */
export function invertValues(
  room: Room,
  where: string,
  m: number,
  n: number,
  a: Float64Array,
  rcond: number,
): { u: Panel; s: Float64Array; v: Panel } {
  const k = Math.min(m, n);
  const parts = room.doubles((m + 1 + n) * k);
  const unit = decompose(room, where, m, n, k, a, parts);
  const values = parts.subarray(m * k, (m + 1) * k);
  const s = values.map((value) => (value > rcond * values[0] ? 1 / value / unit : 0));
  return { u: panel(parts, k), s, v: panel(parts, k, (m + 1) * k) };
}

const pinvOp: Op<Required<RankOptions>> = primitive<'a', Required<RankOptions>>({
  name: 'pinv',
  inputs: ['a'],
  infer: ([a]) => {
    const [m, n] = matrixSize('pinv', a);
    return { shape: batchOf(a, n, m), dtype: a.dtype };
  },
  run: ([a], { rcond }, out) => {
    const [m, n] = matrixSize('pinv', a);
    const k = Math.min(m, n);
    const more = (m + 1 + n) * k + spaceOfDecomposition(m, n, k);
    return eachMatrix(
      [a],
      out,
      (y, matrix, room) => {
        const { u, s, v } = invertValues(room, 'pinv', m, n, matrix, rcond);
        const right = new Float64Array(k * m); // −Σ⁺Uᵀ
        for (let j = 0; j < k; j++) for (let i = 0; i < m; i++) right[j * m + i] = -s[j] * u.data[i * k + j];
        gemmUpdate(n, m, k, v, panel(right, m), panel(y, m));
      },
      more,
    );
  },
  vjp: {
    a: ({ a, y, dy }) => {
      const yT = mT(y);
      const dyT = mT(dy);
      const rows = matmul(dyT, matmul(y, yT));
      const columns = matmul(matmul(yT, y), dyT);
      return rows
        .sub(matmul(a, matmul(y, rows)))
        .add(columns.sub(matmul(matmul(columns, y), a)))
        .sub(matmul(yT, matmul(dy, yT)));
    },
  },
  jvp: {
    a: ({ a, y, dx }) => {
      const yT = mT(y);
      const dxT = mT(dx);
      const left = matmul(matmul(y, yT), dxT);
      const right = matmul(dxT, matmul(yT, y));
      return left
        .sub(matmul(matmul(left, a), y))
        .add(right.sub(matmul(y, matmul(a, right))))
        .sub(matmul(y, matmul(dx, y)));
    },
  },
});
