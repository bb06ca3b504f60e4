import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { diagonal } from '../ops/diagonal.ts';
import { expandDims } from '../ops/expand-dims.ts';
import { slice } from '../ops/slice.ts';
import { stack } from '../ops/stack.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { TensorLike } from '../tensor.ts';
import { balance } from './balance.ts';
import { adjoint, type Complex, inverse, product, times } from './complex.ts';
import { eig } from './eig.ts';
import { toHessenberg } from './hessenberg.ts';
import { batchOf, bringIntoRange, checkFinite, eachMatrix, squareSize } from './matrices.ts';
import { ascending, toSchur } from './schur.ts';

/**
 * The eigenvalues of each square matrix, as complex numbers.
 *
 * $$ A v_i = \lambda_i v_i, \qquad \bar A = \operatorname{Re} \big( V^{-\mathsf H} \bar\Lambda V^{\mathsf H} \big) $$
 *
 * Shapes: a [..., n, n] → real [..., n] and imag [..., n], in ascending order of the real part, then of the imaginary one. Dtype: that of
 * `a`, integers give float64; float32 is computed in float64 and rounded once. The gradient needs the vectors, and there is none where
 * they depend on each other. `eigvalsh` is for symmetric matrices. Cost: about $10 n^3$.
 *
 * @throws ShapeError for a matrix that is not square; DataError when it is not finite.
 * @example
 * import { eigvals, tensor } from '@hml/tensor';
 * const { real, imag } = eigvals(tensor([[0, -2], [2, 0]]));
 * real.toArray() // [0, 0]
 * imag.toArray() // [-2, 2]
 * @see M. B. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation" (2008), section 3.1.
 */
export function eigvals<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): Complex<Shape, Floating<D>>;
export function eigvals(a: TensorLike): Complex {
  const y = apply(eigvalsOp, [a]);
  return { real: slice(y, '...', 0, ':'), imag: slice(y, '...', 1, ':') };
}

/** The real parts above the imaginary parts: [.., 2, n]. */
const eigvalsOp = primitive({
  name: 'eigvals',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => ({ shape: batchOf(a, 2, squareSize('eigvals', a)), dtype: a.dtype }),
  run: ([a], _, out) => {
    const n = squareSize('eigvals', a);
    return eachMatrix(
      [a],
      out,
      (y, matrix, room) => {
        checkFinite('eigvals', n, matrix);
        const back = bringIntoRange(matrix);
        balance(n, matrix);
        toHessenberg(room, n, matrix);
        const values = toSchur('eigvals', n, matrix);
        ascending(values).forEach((from, k) => {
          y[k] = back * values.real[from];
          y[n + k] = back * values.imag[from];
        });
      },
      2 * n,
    );
  },
  vjp: {
    a: ({ a, dy }) => {
      const right = adjoint(eig(a).vectors);
      const row = { real: expandDims(slice(dy, '...', 0, ':'), -1), imag: expandDims(slice(dy, '...', 1, ':'), -1) };
      return product(inverse(right), times(row, right)).real;
    },
  },
  jvp: {
    a: ({ a, dx }) => {
      const { vectors } = eig(a);
      const change = product(inverse(vectors), product({ real: dx, imag: dx.mul(0) }, vectors));
      return stack([diagonal(change.real, 0, -2, -1), diagonal(change.imag, 0, -2, -1)], -2);
    },
  },
});
