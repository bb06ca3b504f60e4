import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import type { Reader } from '../op.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { cofactors } from './cofactors.ts';
import { factorLU } from './lu-factor.ts';
import { batchOf, eachMatrix, squareSize } from './matrices.ts';
import { productWithout, timesPower, wideDiagonal } from './wide.ts';

/**
 * The determinant of each matrix.
 *
 * $$ y = \det A = \pm \prod_i u_{ii}, \qquad \bar A = \bar y\, \operatorname{cof} A = \bar y\, \det(A)\, A^{-\top} $$
 *
 * Shapes: a [..., n, n] → y [...]; 1 for n = 0. Dtype: that of `a`, integers give float64; float32 is computed in float64 and rounded once.
 * Numerics: a product of n numbers soon leaves the range of numbers, see `slogdet`; where only parts of it do, det and its gradient are right.
 * The gradient and the second derivative are right for singular matrices too: they are made of the cofactors, not of the inverse; the third one is NaN there. Cost: $\tfrac23 n^3$.
 *
 * @throws ShapeError for a matrix that is not square.
 * @example
 * import { det, tensor } from '@hml/tensor';
 * det(tensor([[0, 2], [3, 4]])).item() // -6
 */
export function det<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): Tensor<Shape, Floating<D>>;
export function det(a: TensorLike): Tensor {
  return apply(detOp, [a]);
}

/** Laplace's expansion along the rows from i on, without the columns that rows before them took. */
function expansion(a: Reader, batch: readonly number[], i: number, taken: readonly number[]): number {
  const n = a.shape[a.shape.length - 1];
  if (i === n) return 1;
  const free = Array.from({ length: n }, (_, j) => j).filter((j) => !taken.includes(j));
  return free.reduce(
    (total, j, place) => total + (place % 2 === 0 ? 1 : -1) * a(...batch, i, j) * expansion(a, batch, i + 1, [...taken, j]),
    0,
  );
}

const detOp = primitive({
  name: 'det',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => {
    squareSize('det', a);
    return { shape: batchOf(a), dtype: a.dtype };
  },
  run: ([a], _, out) => {
    const n = squareSize('det', a);
    return eachMatrix([a], out, (y, matrix) => {
      const sign = factorLU(n, n, matrix, new Float64Array(n));
      const { value, power } = productWithout(wideDiagonal(n, matrix));
      y[0] = timesPower(sign * value, power);
    });
  },
  definition: (index, [a]) => expansion(a, index, 0, []),
  vjp: { a: ({ a, dy }) => cofactors(a).mul(expandDims(dy, [-2, -1])) },
  jvp: { a: ({ a, dx }) => cofactors(a).mul(dx).sum([-2, -1]) },
});
