import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { DataError } from '../errors.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import { tril } from '../ops/tril.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { blockSize, gemmUpdate } from './blocked.ts';
import { checkSymmetric, eachMatrix, squareSize } from './matrices.ts';
import { solveTriangular } from './solve-triangular.ts';

/**
 * The Cholesky factor of each symmetric positive definite matrix.
 *
 * $$ A = L L^\top, \qquad \bar A = \tfrac12 (S + S^\top),\quad S = L^{-\top}\, \Phi(L^\top \bar L)\, L^{-1} $$
 *
 * where $\Phi$ takes the lower triangle and halves its diagonal. Shapes: a [..., n, n] → L [..., n, n], lower triangular with a
 * positive diagonal. Dtype: that of `a`, integers give float64; float32 is factored in float64 and rounded once. Cost: $n^3/3$.
 *
 * @throws ShapeError for a matrix that is not square; DataError when it is not symmetric, or not positive definite: then with
 * the order of the leading minor that is not.
 * @example
 * import { cholesky, tensor } from '@hml/tensor';
 * cholesky(tensor([[4, 2], [2, 5]])).toArray() // [[2, 0], [1, 2]]
 * @see I. Murray, "Differentiation of the Cholesky decomposition", arXiv:1602.07527 (2016), equations 8 and 10.
 */
export function cholesky<S extends Shape, D extends DType>(a: TensorLike<S, D>): Tensor<S, Floating<D>>;
export function cholesky(a: TensorLike): Tensor {
  return apply(choleskyOp, [a]);
}

/**
 * $L_{ij} = (A_{ij} - \sum_{k<j} L_{ik} L_{jk}) / L_{jj}$ in place of the lower triangle; $L_{jj}$ is the root of its own remainder. A block of
 * columns at a time, whose part of the sums the rest of the matrix is then relieved of by products.
 */
function factor(n: number, l: Float64Array): void {
  for (let start = 0; start < n; start += blockSize) {
    const end = Math.min(start + blockSize, n);
    for (let i = start; i < n; i++) {
      for (let j = start; j < Math.min(end, i + 1); j++) {
        let rest = l[i * n + j];
        for (let k = start; k < j; k++) rest -= l[i * n + k] * l[j * n + k];
        if (i !== j) l[i * n + j] = rest / l[j * n + j];
        else if (rest > 0) l[i * n + i] = Math.sqrt(rest);
        else throw notPositive(i + 1, rest);
      }
    }
    updateRest(n, l, start, end);
  }
  for (let i = 0; i < n; i++) l.fill(0, i * n + i + 1, (i + 1) * n);
}

/** $A_{22} \leftarrow A_{22} - L_{21} L_{21}^\top$, some rows at a time up to the end of their part of the lower triangle. */
function updateRest(n: number, l: Float64Array, start: number, end: number): void {
  const rest = n - end;
  const transposed = new Float64Array((end - start) * rest);
  for (let i = 0; i < rest; i++) for (let k = start; k < end; k++) transposed[(k - start) * rest + i] = l[(end + i) * n + k];
  for (let top = end; top < n; top += 2 * blockSize) {
    const bottom = Math.min(top + 2 * blockSize, n);
    const rows = { data: l, at: top * n + start, row: n };
    gemmUpdate(
      bottom - top,
      bottom - end,
      end - start,
      rows,
      { data: transposed, at: 0, row: rest },
      { data: l, at: top * n + end, row: n },
    );
  }
}

function notPositive(order: number, pivot: number): DataError {
  return new DataError({
    where: 'cholesky',
    what: 'the matrix is not positive definite',
    expected: 'positive leading minors',
    got: `the leading minor of order ${order} is not positive (pivot ${pivot})`,
    fix: 'a dependent column was kept, or add a small multiple of the identity',
  });
}

/** $\Phi$: the lower triangle with half the diagonal. */
function phi(x: Tensor): Tensor {
  return tril(x).add(tril(x, -1)).mul(0.5);
}

/** $L^{-\top} X L^{-1}$ */
function sandwich(l: Tensor, x: Tensor): Tensor {
  const half = solveTriangular(l, x, { lower: true, transposed: true });
  return mT(solveTriangular(l, mT(half), { lower: true, transposed: true }));
}

/** $L^{-1} X L^{-\top}$ */
function whiten(l: Tensor, x: Tensor): Tensor {
  return mT(solveTriangular(l, mT(solveTriangular(l, x, { lower: true })), { lower: true }));
}

function symmetric(x: Tensor): Tensor {
  return x.add(mT(x)).mul(0.5);
}

const choleskyOp = primitive({
  name: 'cholesky',
  inputs: ['a'],
  prepare: asFloating,
  infer: ([a]) => {
    squareSize('cholesky', a);
    return { shape: a.shape, dtype: a.dtype };
  },
  run: ([a], _, out) => {
    const n = squareSize('cholesky', a);
    return eachMatrix([a], out, (l, matrix) => {
      checkSymmetric('cholesky', n, matrix, a.dtype);
      l.set(matrix);
      factor(n, l);
    });
  },
  vjp: { a: ({ y, dy }) => symmetric(sandwich(y, phi(matmul(mT(y), tril(dy))))) },
  jvp: { a: ({ y, dx }) => matmul(y, phi(whiten(y, symmetric(dx)))) },
});
