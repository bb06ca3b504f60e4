import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { derivativeOf } from '../in-name-of.ts';
import { logOf } from '../math/log.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { embed, slice } from '../ops/slice.ts';
import { mT } from '../ops/transpose.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { inv } from './inv.ts';
import { factorLU } from './lu-factor.ts';
import { batchOf, eachMatrix, squareSize } from './matrices.ts';

/** What {@link slogdet} gives. */
export interface SignAndLogDet<D extends DType = DType> {
  /** The sign of each determinant: 1, −1 or 0. */
  readonly sign: Tensor<Shape, D>;
  /** The logarithm of its size; −Infinity for a singular matrix. */
  readonly logAbsDet: Tensor<Shape, D>;
}

/**
 * The sign of each determinant and the logarithm of its size, which stay in the range of numbers where the determinant does not.
 *
 * $$ \det A = s\, e^{l},\quad l = \sum_i \ln |u_{ii}|, \qquad \bar A = \bar l\, A^{-\top} $$
 *
 * Shapes: a [..., n, n] → sign [...] and logAbsDet [...]; 1 and 0 for n = 0. Dtype: that of `a`, integers give float64; float32 is computed
 * in float64 and rounded once. A singular matrix gives 0 and −Infinity, and has no gradient. Cost: $\tfrac23 n^3$.
 *
 * @throws ShapeError for a matrix that is not square.
 * @example
 * import { slogdet, tensor } from '@hml/tensor';
 * const { sign, logAbsDet } = slogdet(tensor([[0, 1e-200], [1e-200, 0]]));
 * sign.item() // -1
 * logAbsDet.item() // -921.034037197618…
 */
export function slogdet<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): SignAndLogDet<Floating<D>>;
export function slogdet(a: TensorLike): SignAndLogDet {
  const both = apply(slogdetOp, [a]);
  return { sign: slice(both, '...', 0), logAbsDet: slice(both, '...', 1) };
}

/** $A^{-\top}$ */
function inverseT(a: Tensor): Tensor {
  return mT(derivativeOf('slogdet', () => inv(a)));
}

/** Both in one output, side by side on the last axis. */
const slogdetOp = primitive({
  name: 'slogdet',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => {
    squareSize('slogdet', a);
    return { shape: batchOf(a, 2), dtype: a.dtype };
  },
  run: ([a], _, out) => {
    const n = squareSize('slogdet', a);
    return eachMatrix([a], out, (y, matrix) => {
      let sign = factorLU(n, n, matrix, new Float64Array(n));
      for (let i = 0; i < n; i++) {
        sign *= Math.sign(matrix[i * n + i]);
        y[1] += logOf(Math.abs(matrix[i * n + i]));
      }
      y[0] = sign === 0 ? 0 : sign; // no −0
    });
  },
  vjp: { a: ({ a, dy }) => inverseT(a).mul(expandDims(slice(dy, '...', 1), [-2, -1])) },
  jvp: { a: ({ a, y, dx }) => embed(inverseT(a).mul(dx).sum([-2, -1]), y.shape, ['...', 1]) },
});
