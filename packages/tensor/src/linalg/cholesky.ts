import { apply } from '../apply.ts';
import { primitive } from '../declare.ts';
import type { DType, Floating } from '../dtype.ts';
import { DataError } from '../errors.ts';
import { matmul } from '../ops/matmul.ts';
import { mT } from '../ops/transpose.ts';
import { tril } from '../ops/tril.ts';
import { asFloating } from '../prepare.ts';
import type { Shape } from '../shape.ts';
import type { CheckSquare } from '../shape-checks.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { blockSize, gemmUpdate, halfOf, narrow, panel, transposedPanel } from './blocked.ts';
import { checkFinite, eachMatrix, makeSymmetric, squareSize } from './matrices.ts';
import { solveTriangular } from './solve-triangular.ts';

/**
 * The Cholesky factor of each symmetric positive definite matrix.
 *
 * $$ A = L L^\top, \qquad \bar A = \tfrac12 (S + S^\top),\quad S = L^{-\top}\, \Phi(L^\top \bar L)\, L^{-1} $$
 *
 * where $\Phi$ takes the lower triangle and halves its diagonal. Shapes: a [..., n, n] → L [..., n, n], lower triangular with a
 * positive diagonal. Dtype: that of `a`, integers give float64; float32 is factored in float64 and rounded once. Numerics: the triangles
 * may differ by rounding, and the lower one counts. Cost: $n^3/3$.
 *
 * @throws ShapeError for a matrix that is not square; DataError when it is not finite, not symmetric, or not positive definite: then with
 * the order of the leading minor that is not.
 * @example
 * import { cholesky, tensor } from '@hml/tensor';
 * cholesky(tensor([[4, 2], [2, 5]])).toArray() // [[2, 0], [1, 2]]
 * @see I. Murray, "Differentiation of the Cholesky decomposition", arXiv:1602.07527 (2016), equations 8 and 10.
 */
export function cholesky<S extends Shape, D extends DType>(a: TensorLike<S, D> & CheckSquare<S>): Tensor<S, Floating<D>>;
export function cholesky(a: TensorLike): Tensor {
  return apply(choleskyOp, [a]);
}

/**
 * $L L^\top = A$ in place of the lower triangle, rows and columns from `start` to `end`: the upper left quarter, then with it the lower left
 * one, $L_{21} = A_{21} L_{11}^{-\top}$, then what is left of the lower right one, $A_{22} - L_{21} L_{21}^\top$.
 */
function factor(n: number, l: Float64Array, start = 0, end = n): void {
  if (end - start <= narrow) {
    factorByElements(n, l, start, end);
    return;
  }
  const middle = start + halfOf(end - start);
  factor(n, l, start, middle);
  solveRows(n, l, start, middle, middle, end);
  updateLower(n, l, start, middle, middle, end);
  factor(n, l, middle, end);
}

/** $L_{ij} = (A_{ij} - \sum_{k<j} L_{ik} L_{jk}) / L_{jj}$; $L_{jj}$ is the root of its own remainder. */
function factorByElements(n: number, l: Float64Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    solveRow(n, l, start, i, i);
    let rest = l[i * n + i];
    for (let k = start; k < i; k++) rest -= l[i * n + k] * l[i * n + k];
    if (!(rest > 0)) throw notPositive(i + 1, rest);
    l[i * n + i] = Math.sqrt(rest);
  }
}

/** Row i of $A_{21} L_{11}^{-\top}$, element by element. */
function solveRow(n: number, l: Float64Array, start: number, end: number, i: number): void {
  const row = i * n;
  for (let j = start; j < end; j++) {
    let rest = l[row + j];
    for (let k = start; k < j; k++) rest -= l[row + k] * l[j * n + k];
    l[row + j] = rest / l[j * n + j];
  }
}

/** $A_{21} \leftarrow A_{21} L_{11}^{-\top}$ in the columns `start` to `end` of the rows `top` to `bottom`: the left half, then the right one. */
function solveRows(n: number, l: Float64Array, start: number, end: number, top: number, bottom: number): void {
  if (end - start <= narrow) {
    for (let i = top; i < bottom; i++) solveRow(n, l, start, end, i);
    return;
  }
  const middle = start + halfOf(end - start);
  solveRows(n, l, start, middle, top, bottom);
  subtractProduct(n, l, start, middle, [top, bottom], [middle, end]);
  solveRows(n, l, middle, end, top, bottom);
}

/** $A_{22} \leftarrow A_{22} - L_{21} L_{21}^\top$, some rows at a time up to the end of their part of the lower triangle. */
function updateLower(n: number, l: Float64Array, start: number, end: number, top: number, bottom: number): void {
  for (let i = top; i < bottom; i += 2 * blockSize) {
    const last = Math.min(i + 2 * blockSize, bottom);
    subtractProduct(n, l, start, end, [i, last], [top, last]);
  }
}

/** Takes from the rows and columns given the product of what these rows have in the columns `start` to `end`. */
function subtractProduct(
  n: number,
  l: Float64Array,
  start: number,
  end: number,
  [top, bottom]: readonly [number, number],
  [left, right]: readonly [number, number],
): void {
  const below = panel(l, n, top * n + start);
  const beside = transposedPanel(l, n, left * n + start);
  gemmUpdate(bottom - top, right - left, end - start, below, beside, panel(l, n, top * n + left));
}

function notPositive(order: number, pivot: number): DataError {
  return new DataError({
    where: 'cholesky',
    what: 'the matrix is not positive definite',
    expected: 'positive leading minors',
    got: `the leading minor of order ${order} is not positive (pivot ${pivot})`,
    fix: 'leave out what depends on the rows before it, or add a small multiple of the identity',
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
      checkFinite('cholesky', n, matrix);
      makeSymmetric('cholesky', n, matrix, a.dtype);
      factor(n, matrix);
      for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) l[i * n + j] = matrix[i * n + j];
    });
  },
  vjp: { a: ({ y, dy }) => symmetric(sandwich(y, phi(matmul(mT(y), tril(dy))))) },
  jvp: { a: ({ y, dx }) => matmul(y, phi(whiten(y, symmetric(dx)))) },
});
